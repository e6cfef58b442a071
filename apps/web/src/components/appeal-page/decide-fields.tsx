import {
  appealAgainChoices,
  type DecisionDraft,
  type DecisionProblem,
  decisionCategories,
  moderatorDecisionKinds,
} from "@appealmod/core";
import { useTranslations } from "next-intl";
import { ProblemText } from "./decision-problems.tsx";

interface Props {
  readonly draft: DecisionDraft;
  readonly problems: readonly DecisionProblem[];
}

/** The decision itself, one of three. */
export function KindField({ draft, problems }: Props) {
  const t = useTranslations("rooms.decide");
  return (
    <fieldset className="field" data-invalid={isWrong(problems, "kind")}>
      <legend>{t("kind")}</legend>
      <ProblemText field="kind" problems={problems} />
      <div className="choices kinds">
        {moderatorDecisionKinds.map((kind, index) => (
          <label className="choice" key={kind}>
            <input
              id={index === 0 ? "decision-kind" : undefined}
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={draft.kind === kind}
            />
            <span>
              <b>{t(`kinds.${kind}`)}</b>
              <span className="hint small">{t(`kindHints.${kind}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** When one may appeal again: of a ban that stays. */
export function AppealAgainField({ draft, problems }: Props) {
  const t = useTranslations("rooms.decide");
  return (
    <div className="field not-of-lift" data-invalid={isWrong(problems, "appealAgainOn")}>
      <label htmlFor="decision-appealAgain">{t("again")}</label>
      <ProblemText field="appealAgainOn" problems={problems} />
      <div className="beside">
        <select id="decision-appealAgain" name="appealAgain" defaultValue={draft.appealAgain}>
          {appealAgainChoices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`agains.${choice}`)}
            </option>
          ))}
        </select>
        <label className="only-date">
          <span className="small">{t("againOn")}</span>
          <input
            id="decision-appealAgainOn"
            type="date"
            name="appealAgainOn"
            defaultValue={draft.appealAgainOn}
          />
        </label>
      </div>
    </div>
  );
}

/** The conditions of a ban that is lifted. */
export function ProbationField({ draft, problems }: Props) {
  const t = useTranslations("rooms.decide");
  const isAnyWrong =
    isWrong(problems, "probationUntil") ?? isWrong(problems, "probationConditions");
  return (
    <fieldset className="field only-lift" data-invalid={isAnyWrong}>
      <label className="choice">
        <input
          id="decision-isProbation"
          type="checkbox"
          name="isProbation"
          value="1"
          defaultChecked={draft.isProbation}
        />
        <span>
          <b>{t("probation")}</b>
          <span className="hint small">{t("probationHint")}</span>
        </span>
      </label>
      <div className="of-probation">
        <ProblemText field="probationUntil" problems={problems} />
        <label htmlFor="decision-probationUntil">{t("probationUntil")}</label>
        <input
          id="decision-probationUntil"
          type="date"
          name="probationUntil"
          defaultValue={draft.probationUntil}
        />
        <ProblemText field="probationConditions" problems={problems} />
        <label htmlFor="decision-probationConditions">{t("probationConditions")}</label>
        <textarea
          id="decision-probationConditions"
          name="probationConditions"
          rows={3}
          dir="auto"
          defaultValue={draft.probationConditions}
        />
      </div>
    </fieldset>
  );
}

/** For a community's own overview. */
export function CategoriesField({ draft }: Pick<Props, "draft">) {
  const t = useTranslations("rooms.decide");
  return (
    <details className="field" open={draft.categories.length > 0}>
      <summary>{t("categories")}</summary>
      <div className="choices categories">
        {decisionCategories.map((category) => (
          <label className="choice" key={category}>
            <input
              type="checkbox"
              name="categories"
              value={category}
              defaultChecked={draft.categories.includes(category)}
            />
            <span>{t(`category.${category}`)}</span>
          </label>
        ))}
      </div>
    </details>
  );
}

export function isWrong(
  problems: readonly DecisionProblem[],
  field: DecisionProblem["field"],
): true | undefined {
  return problems.some((problem) => problem.field === field) || undefined;
}
