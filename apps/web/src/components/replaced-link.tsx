import { useTranslations } from "next-intl";
import { BackToReddit } from "./back-to-reddit.tsx";
import { ReadingPage } from "./reading-page.tsx";

/** Says that another link has taken the place of this one, and nothing about whose it is. */
export function ReplacedLink() {
  const t = useTranslations("replacedLink");
  return (
    <ReadingPage title={t("title")} lead={t("text")}>
      <p className="mt-4">
        <a href="/form">{t("lost")}</a>
      </p>
      <BackToReddit to="messages" />
    </ReadingPage>
  );
}
