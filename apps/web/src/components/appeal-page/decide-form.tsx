import { type DecisionDraft, type DecisionProblem, emptyDecisionDraft } from "@appealmod/core";
import type { AppealPage, SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { savedReplyField, versionField } from "../../server/decision-fields.ts";
import type { RoomSettings } from "../../server/room-settings.ts";
import { RoomForm } from "../room/room-form.tsx";
import { LiveCheck } from "../settings/live-check.tsx";
import {
  AppealAgainField,
  CategoriesField,
  isWrong,
  KindField,
  ProbationField,
} from "./decide-fields.tsx";
import { DecisionProblems, ProblemText } from "./decision-problems.tsx";

interface Props {
  readonly page: AppealPage;
  readonly signedIn: SignedIn;
  readonly settings: RoomSettings;
  readonly problems: readonly DecisionProblem[];
}

/** The form of a decision. Whatever it holds is kept before anything else, so that no words are lost. */
export function DecideForm({ page, signedIn, settings, problems }: Props) {
  const t = useTranslations("rooms.decide");
  const draft: DecisionDraft = page.draft?.words ?? {
    ...emptyDecisionDraft,
    ...proposedAgain(settings),
    isAuthorHidden: settings.authorHidden,
  };
  const { savedReplies } = settings;
  return (
    <RoomForm
      action={`/moderate/appeals/${page.id}/decide`}
      signedIn={signedIn}
      className="decide-form"
      aria-describedby="decide-lead"
    >
      <input type="hidden" name={versionField} value={page.version} />
      {/* Enter in a field looks at it once more, and inserts nothing. */}
      <button className="visually-hidden" type="submit" name="intent" value="look" tabIndex={-1}>
        {t("look")}
      </button>
      <p id="decide-lead" className="soft small">
        {t("lead")}
      </p>
      <DecisionProblems problems={problems} />
      <KindField draft={draft} problems={problems} />
      <div className="field not-of-close" data-invalid={isWrong(problems, "reply")}>
        {savedReplies.length > 0 && (
          <div className="beside saved">
            <label className="grow">
              <span className="small">{t("saved")}</span>
              <select name={savedReplyField} defaultValue="">
                <option value="">{t("savedNone")}</option>
                {savedReplies.map(({ id, title, language }) => (
                  <option key={id} value={id}>
                    {title} ({language})
                  </option>
                ))}
              </select>
            </label>
            <button className="button quiet" type="submit" name="intent" value="insert">
              {t("insert")}
            </button>
          </div>
        )}
        <label htmlFor="decision-reply">{t("reply")}</label>
        <p id="decision-reply-hint" className="hint small">
          {t("replyHint")}
        </p>
        <ProblemText field="reply" problems={problems} />
        <textarea
          id="decision-reply"
          name="reply"
          rows={7}
          dir="auto"
          defaultValue={draft.reply}
          aria-describedby="decision-reply-hint"
        />
        <label className="choice plain">
          <input
            type="checkbox"
            name="isAuthorHidden"
            value="1"
            defaultChecked={draft.isAuthorHidden}
          />
          <span>
            {t("hidden")} <span className="hint small">{t("hiddenHint")}</span>
          </span>
        </label>
      </div>
      {page.rules.length > 0 && (
        <div className="field">
          <label htmlFor="decision-rule">{t("rule")}</label>
          <select id="decision-rule" name="rule" defaultValue={draft.rule}>
            <option value="">{t("ruleNone")}</option>
            {page.rules.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="field" data-invalid={isWrong(problems, "reason")}>
        <label htmlFor="decision-reason">{t("reason")}</label>
        <p id="decision-reason-hint" className="hint small">
          {t("reasonHint")}
        </p>
        <ProblemText field="reason" problems={problems} />
        <textarea
          id="decision-reason"
          name="reason"
          rows={4}
          dir="auto"
          defaultValue={draft.reason}
          aria-describedby="decision-reason-hint"
        />
      </div>
      <AppealAgainField draft={draft} problems={problems} />
      <ProbationField draft={draft} problems={problems} />
      <CategoriesField draft={draft} />
      <div className="actions decide-actions">
        <button className="button" type="submit" name="intent" value="look">
          {t("look")}
        </button>
        <button className="room-link" type="submit" name="intent" value="keep">
          {t("keep")}
        </button>
        {page.draft && (
          <button className="room-link" type="submit" name="intent" value="drop">
            {t("drop")}
          </button>
        )}
      </div>
      <LiveCheck prefix="decision" />
    </RoomForm>
  );
}

/** The waiting time that the community has set, as a date that can be changed. */
function proposedAgain({ appealAgainDays }: RoomSettings): Partial<DecisionDraft> {
  if (appealAgainDays === 0) return {};
  const on = new Date(Date.now() + appealAgainDays * 86_400_000);
  return { appealAgain: "date", appealAgainOn: on.toISOString().slice(0, 10) };
}
