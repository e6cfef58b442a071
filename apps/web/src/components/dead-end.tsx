import { useTranslations } from "next-intl";
import { BackToReddit } from "./back-to-reddit.tsx";

interface Props {
  /** `replacedLink`: another link has taken the place of this one; nothing is said about whose it is. */
  readonly why: "notFound" | "replacedLink";
}

/** What stands at an address behind which there is nothing, or nothing any more. */
export function DeadEnd({ why }: Props) {
  const t = useTranslations();
  return (
    <div className="page reading">
      <div className="column stack">
        <h1>{t(`${why}.title`)}</h1>
        <p className="lead">{t(`${why}.text`)}</p>
        <p>
          {why === "notFound" ? (
            <a href="/">{t("notFound.home")}</a>
          ) : (
            <a href="/form">{t("replacedLink.lost")}</a>
          )}
        </p>
        <BackToReddit to="messages" />
      </div>
    </div>
  );
}
