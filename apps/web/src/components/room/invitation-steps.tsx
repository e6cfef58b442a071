import { useTranslations } from "next-intl";
import { theSite } from "../../server/site.ts";

interface Props {
  readonly subreddit: string;
  /** `null` where only Reddit knows it. */
  readonly botUsername: string | null;
}

/** How to let the bot in, and why it needs what it asks for. */
export function InvitationSteps({ subreddit, botUsername }: Props) {
  const t = useTranslations("rooms.join.steps");
  return (
    <ol className="numbered">
      <li>
        {t.rich("open", {
          subreddit,
          link: (words) => (
            <a
              href={theSite().redditAddresses.moderators(subreddit)}
              rel="noreferrer"
              target="_blank"
            >
              {words}
            </a>
          ),
        })}
      </li>
      <li>
        {botUsername === null
          ? t("inviteUnnamed")
          : t.rich("invite", {
              username: botUsername,
              name: (words) => <strong>{words}</strong>,
            })}
      </li>
      <li>
        {t("permissions")}
        <p className="join-permission">{t("access")}</p>
        <p className="join-permission">{t("mail")}</p>
      </li>
      <li>{t("wait")}</li>
    </ol>
  );
}
