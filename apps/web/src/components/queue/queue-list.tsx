import type { QueuedAppeal } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { dateAndTime } from "../../i18n/date-and-time.ts";

interface Props {
  readonly appeals: readonly QueuedAppeal[];
  readonly now: Date;
  /** Left out where all of them are in the same one. */
  readonly isStateShown: boolean;
}

/** Appeals, each with what one has to know to choose the next. */
export function QueueList({ appeals, now, isStateShown }: Props) {
  const [t, format] = [useTranslations("rooms.queue"), useFormatter()];
  return (
    <ol className={isStateShown ? "queue" : "queue of-one-state"} aria-label={t("list")}>
      {appeals.map((appeal) => {
        const { id, username, subreddit, standing, claim, submittedAt, hasAnswered } = appeal;
        const at = appeal.closedAt ?? appeal.openedAt;
        return (
          <li key={id} className="queue-row">
            <p className="queue-who">
              <a href={`/moderate/appeals/${id}`}>
                <bdi>u/{username}</bdi>
              </a>
              <span className="soft small">r/{subreddit}</span>
            </p>
            <p className="queue-state">
              {(isStateShown || standing === "to-agree") && (
                <span className={`standing ${standing}`}>{t(`standing.${standing}`)}</span>
              )}
              {hasAnswered && standing === "to-decide" && (
                <span className="standing answered">{t("answered")}</span>
              )}
              {claim && (
                <span className="queue-claim">
                  {claim.isMine ? t("claimMine") : t("claimOther", { name: `u/${claim.username}` })}
                </span>
              )}
            </p>
            <p className="queue-answers soft small">
              {t(submittedAt ? "answersSent" : "answersNone")}
            </p>
            <p className="queue-since small">
              <time dateTime={at.toISOString()} title={format.dateTime(at, dateAndTime)}>
                {format.relativeTime(at, now)}
              </time>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
