import type { SignedIn } from "@appealmod/use-cases";
import type { ExperimentHealth } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { ChoiceField } from "../field/choice-field.tsx";
import { ProblemNotice } from "../room/problem-notice.tsx";
import { RoomForm } from "../room/room-form.tsx";
import { SettingField } from "../settings/setting-field.tsx";
import { Tick } from "../settings/tick.tsx";
import { CommunityField } from "./community-field.tsx";

const outcomes = ["granted", "decided", "reached"] as const;
const wrongFields = {
  primaryOutcome: "primary",
  secondaryOutcomes: "secondary",
  test: "test",
  alpha: "alpha",
  size: "size",
  stopRule: "stop",
  looks: "looks",
} as const;

interface Props {
  readonly signedIn: SignedIn;
  readonly communities: ExperimentHealth["communities"];
  /** Somebody has been drawn already. */
  readonly isLate: boolean;
  /** What came back from a plan that was not locked. */
  readonly written: Readonly<Record<string, string>>;
}

/** The form that locks a plan. */
export function PlanForm({ signedIn, communities, isLate, written }: Props) {
  const t = useTranslations("research.plan");
  const outcome = useTranslations("research.outcome");
  const wrong = wrongFields[written.wrong as keyof typeof wrongFields];
  const problem = wrong && t("wrong", { field: t(wrong) });
  const problemOf = (name: string) => (written.wrong === name ? problem : undefined);
  const text = (name: "test" | "stopRule", label: string, hint: string) => (
    <SettingField id={name} label={label} hint={hint} problem={problemOf(name)}>
      {(described) => (
        <textarea
          {...described}
          name={name}
          rows={2}
          required
          maxLength={2_000}
          defaultValue={written[name]}
        />
      )}
    </SettingField>
  );
  const figure = (name: "alpha" | "size" | "looks", label: string, usual: string) => (
    <SettingField id={name} label={label} problem={problemOf(name)}>
      {(described) => (
        <input
          {...described}
          type="text"
          name={name}
          inputMode="decimal"
          autoComplete="off"
          required
          className="short-number"
          defaultValue={written[name] ?? usual}
        />
      )}
    </SettingField>
  );
  return (
    <section className="room-section" aria-labelledby="new">
      <h2 id="new">{t("new")}</h2>
      {isLate && <p className="notice gentle">{t("newLate")}</p>}
      {problem && (
        <ProblemNotice>
          <a href={`#${written.wrong}`}>{problem}</a>
        </ProblemNotice>
      )}
      <RoomForm action="/research/plan/lock" signedIn={signedIn} className="stack">
        <CommunityField
          label={t("scope")}
          all={t("allCommunities")}
          communities={communities}
          chosen={written.community}
        />
        <SettingField
          id="primaryOutcome"
          label={t("primary")}
          problem={problemOf("primaryOutcome")}
        >
          {(described) => (
            <select
              {...described}
              name="primaryOutcome"
              defaultValue={written.primaryOutcome ?? "granted"}
            >
              {outcomes.map((each) => (
                <option key={each} value={each}>
                  {outcome(each)}
                </option>
              ))}
            </select>
          )}
        </SettingField>
        <ChoiceField
          isSetting
          isMultiple
          id="secondaryOutcomes"
          name="secondaryOutcomes"
          label={t("secondary")}
          problem={problemOf("secondaryOutcomes")}
          choices={outcomes.map((value) => ({ value, text: outcome(value) }))}
          chosen={written.secondaryOutcomes?.split(",") ?? []}
        />
        {text("test", t("test"), t("testHint"))}
        {figure("alpha", t("alpha"), "0.05")}
        {figure("size", t("size"), "")}
        {figure("looks", t("looks"), "1")}
        {text("stopRule", t("stop"), t("stopHint"))}
        <Tick name="isBlinded" isTicked={written.isBlinded === "yes"}>
          {t("blind")}
        </Tick>
        <p className="soft small">{t("lockHint")}</p>
        <p className="actions">
          <button type="submit" className="button">
            {t("lock")}
          </button>
        </p>
      </RoomForm>
    </section>
  );
}
