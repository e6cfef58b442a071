import type { TimelineEntry } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { markdownAsText } from "../form/markdown-as-text.ts";
import { DecisionWords } from "./decision-words.tsx";
import { Moment } from "./moment.tsx";
import { WrittenText } from "./written-text.tsx";

interface Props {
  readonly entry: TimelineEntry;
  readonly abusiveWords: readonly string[];
  /** Where the appeal began; messages of other conversations say so. */
  readonly conversationId: string | undefined;
}

/** One step of what happened. */
export function TimelineEntryItem({ entry, abusiveWords, conversationId }: Props) {
  return (
    <li className={`step-of ${styleOf(entry)}`}>
      <p className="step-head">
        <Headline entry={entry} conversationId={conversationId} />
        <span className="step-at soft small">
          <Moment at={entry.at} />
        </span>
      </p>
      <Body entry={entry} abusiveWords={abusiveWords} />
    </li>
  );
}

function styleOf(entry: TimelineEntry): string {
  if (entry.kind === "message")
    return entry.isPrivate ? "by-moderator private" : `by-${entry.role}`;
  if (entry.kind === "note") return "by-moderator private";
  return entry.kind === "decided" || entry.kind === "question" ? "by-moderator" : "quiet";
}

function Headline({ entry, conversationId }: Omit<Props, "abusiveWords">) {
  const t = useTranslations("rooms.appeal");
  switch (entry.kind) {
    case "message":
      return (
        <span>
          <b>
            <bdi>u/{entry.author}</bdi>
          </b>{" "}
          <span className="soft small">
            {t(`role.${entry.role}`)}
            {entry.isPrivate && `, ${t("private")}`}
            {entry.conversationId !== conversationId && `, ${t("secondConversation")}`}
          </span>
        </span>
      );
    case "banned":
    case "ban-lifted":
      return (
        <span>
          {entry.by === null
            ? t(`entry.${entry.kind}Unknown`)
            : t(`entry.${entry.kind}`, { name: entry.by })}
        </span>
      );
    case "opened":
      return <span>{t("entry.opened")}</span>;
    case "closed":
      return <span>{t(`entry.closed.${entry.outcome}`)}</span>;
    case "policy":
      return <span>{t(`reason.${entry.reason}`)}</span>;
    case "step":
      return <span>{t(`step.${entry.step}`)}</span>;
    case "deed":
      return <span>{t(`deed.${entry.deed}`, { name: entry.by })}</span>;
    case "note":
      return <b>{t("note", { name: entry.by })}</b>;
    case "question":
      return <b>{t("asked", { name: entry.question.askedBy })}</b>;
    case "seconded":
      return <span>{t("seconded", { name: entry.by })}</span>;
    case "decided":
      return <b>{t(`decided.${entry.decision.kind}`, { name: entry.decision.decidedBy })}</b>;
    case "decision-ended": {
      const { state } = entry.decision;
      const isOver = state === "done" || state === "refused" || state === "taken-back";
      return <span>{isOver ? t(`ended.${state}`) : null}</span>;
    }
  }
}

function Body({ entry, abusiveWords }: Omit<Props, "conversationId">) {
  const t = useTranslations("rooms.appeal");
  if (entry.kind === "note") return <WrittenText text={entry.text} abusiveWords={[]} />;
  if (entry.kind === "question")
    return (
      <>
        <WrittenText text={entry.question.body} abusiveWords={[]} />
        <p className="soft small">
          {t(entry.question.answeredAt === null ? "askedWaits" : "askedAnswered")}
        </p>
      </>
    );
  if (entry.kind === "decided") return <DecisionWords decision={entry.decision} />;
  if (entry.kind === "decision-ended" && entry.decision.trouble)
    return <p className="said small">{entry.decision.trouble}</p>;
  if (entry.kind !== "message") return null;
  const text = markdownAsText(entry.body);
  const isKnown = entry.role === "bot" || entry.text === "ban-notice";
  if (!isKnown) return <WrittenText text={text} abusiveWords={abusiveWords} />;
  // The bot's own texts and Reddit's about a ban are long, and every moderator knows them.
  return (
    <details className="bot-text">
      <summary>{t(`botText.${knownText(entry.text)}`)}</summary>
      <div className="said" dir="auto">
        {text}
      </div>
    </details>
  );
}

const knownTexts = [
  "invite",
  "reminder",
  "final",
  "answers",
  "pointer",
  "no-reason",
  "auto-responder",
  "decision",
  "reply",
  "question",
  "ban-notice",
] as const;

function knownText(text: string | null): (typeof knownTexts)[number] | "other" {
  return knownTexts.find((one) => one === text) ?? "other";
}
