import { useTranslations } from "next-intl";
import { BackToReddit } from "../../components/back-to-reddit.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** For every address behind which there is nothing. */
export function notFoundPage({ language }: Pick<Asked, "language">): Page {
  const title = wordsIn(language, "notFound")("title");
  return { status: 404, sharedAs: "not-found", title, content: <NotFound /> };
}

function NotFound() {
  const t = useTranslations("notFound");
  return (
    <SiteFrame>
      <div className="page reading">
        <div className="column stack">
          <h1>{t("title")}</h1>
          <p className="lead">{t("text")}</p>
          <p>
            <a href="/">{t("home")}</a>
          </p>
          <BackToReddit to="messages" />
        </div>
      </div>
    </SiteFrame>
  );
}
