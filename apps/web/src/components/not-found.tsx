import { useTranslations } from "next-intl";
import { BackToReddit } from "./back-to-reddit.tsx";
import { ReadingPage } from "./reading-page.tsx";

/** What stands at every address behind which there is nothing. */
export function NotFound() {
  const t = useTranslations("notFound");
  return (
    <ReadingPage title={t("title")} lead={t("text")}>
      <BackToReddit to="messages" />
      <p className="mt-4">
        <a href="/">{t("home")}</a>
      </p>
    </ReadingPage>
  );
}
