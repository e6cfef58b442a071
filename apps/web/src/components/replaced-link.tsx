import { getTranslations } from "next-intl/server";
import { BackToReddit } from "./back-to-reddit.tsx";

/** Says that another link has taken the place of this one, and nothing about whose it is. */
export async function ReplacedLink() {
  const t = await getTranslations("replacedLink");
  return (
    <div className="page reading">
      <div className="column stack">
        <h1>{t("title")}</h1>
        <p className="lead">{t("text")}</p>
        <p>
          <a href="/form">{t("lost")}</a>
        </p>
        <BackToReddit to="messages" />
      </div>
    </div>
  );
}
