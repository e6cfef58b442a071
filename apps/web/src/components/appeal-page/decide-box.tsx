import type { DecisionProblem } from "@appealmod/core";
import type { AppealPage, SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import type { RoomSettings } from "../../server/room-settings.ts";
import { DecideForm } from "./decide-form.tsx";

interface Props {
  readonly page: AppealPage;
  readonly signedIn: SignedIn;
  readonly settings: RoomSettings;
  readonly problems: readonly DecisionProblem[];
}

/** Where one decides, as long as one may; words that can be sent no more are shown all the same. */
export function DecideBox(props: Props) {
  const t = useTranslations("rooms.decide");
  const { page } = props;
  const { standing, draft } = page;
  const isOpen = standing === "to-decide" || standing === "with-bot";
  if (!isOpen || !page.canDecide) {
    if (!draft) return null;
    return (
      <section className="decide-box" id="decide" aria-labelledby="decide-title">
        <h2 id="decide-title">{t("refusedTitle")}</h2>
        <p className="small">{t("yourWords")}</p>
        {[draft.words.reply, draft.words.reason, draft.words.probationConditions]
          .filter((words) => words.trim() !== "")
          .map((words) => (
            <div className="said" dir="auto" key={words}>
              {words}
            </div>
          ))}
      </section>
    );
  }
  const form = (
    <>
      <Conflict page={page} />
      <DecideForm {...props} />
    </>
  );
  if (standing === "with-bot" && !draft)
    return (
      <details className="decide-box early">
        <summary>{t("early")}</summary>
        <section id="decide" aria-label={t("title")}>
          {form}
        </section>
      </details>
    );
  return (
    <section className="decide-box" id="decide" aria-labelledby="decide-title">
      <h2 id="decide-title">{t("title")}</h2>
      {form}
    </section>
  );
}

/** What happened since the words in the form were written. */
function Conflict({ page }: { readonly page: AppealPage }) {
  const t = useTranslations("rooms.decide");
  const { draft, version, decision } = page;
  if (!draft) return null;
  if (draft.seenVersion === version) return <p className="soft small">{t("draftKept")}</p>;
  return (
    <div className="notice gentle" role="alert">
      <h3>{t("conflictTitle")}</h3>
      <p>{t("conflict")}</p>
      {decision && (
        <p>
          {decision.state === "taken-back"
            ? t("conflictTakenBack", { name: decision.decidedBy })
            : t("conflictDecided", {
                name: decision.decidedBy,
                what: t(`kinds.${decision.kind}`),
              })}
        </p>
      )}
    </div>
  );
}
