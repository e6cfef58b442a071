import { useTranslations } from "next-intl";
import { theSite } from "../server/site.ts";

interface Props {
  /** Where the next step is: the redditor's messages, or a new one to the moderators. */
  readonly to: "messages" | "moderators" | "community";
  /** The community; where none is known, all that is left are the messages. */
  readonly subreddit?: string;
  /** Whether an account that Reddit has suspended may be what brings somebody here. */
  readonly isForSuspended?: boolean;
}

/** Where to go on on Reddit, at every end of a page. */
export function BackToReddit({ to, subreddit, isForSuspended = false }: Props) {
  const t = useTranslations("reddit");
  const { community, messages, suspendedAccounts, writeTo } = theSite().redditAddresses;
  const first =
    to === "messages" || subreddit === undefined
      ? { address: messages, words: t("messages") }
      : to === "moderators"
        ? { address: writeTo(subreddit), words: t("write", { subreddit }) }
        : { address: community(subreddit), words: t("community", { subreddit }) };
  return (
    <nav className="back-to-reddit no-print" aria-label={t("title")}>
      <p className="actions">
        <a className="button quiet" href={first.address}>
          {first.words}
        </a>
        {to !== "messages" && (
          <a className="onward" href={messages}>
            {t("messages")}
          </a>
        )}
      </p>
      {isForSuspended && (
        <p className="soft small mt-4">
          {t.rich("suspended", { link: (words) => <a href={suspendedAccounts}>{words}</a> })}
        </p>
      )}
    </nav>
  );
}
