import { useTranslations } from "next-intl";
import { BackToReddit } from "../../components/back-to-reddit.tsx";
import { LostLinkForm, lostLinkFormId } from "../../components/lost-link-form.tsx";
import { ReadingPage } from "../../components/reading-page.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { flashFields, nothingKept } from "../../server/flash-cookie.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** For those who have lost their link. It says the same to everybody. */
export function lostLinkPage({ query, cookie, language }: Asked): Page {
  const title = wordsIn(language, "lostLink")("title");
  if (query.get("sent") === "1") return { title, sharedAs: "lost-link-sent", content: <Sent /> };
  const check = query.get("check");
  if (check !== null) {
    const { written } = flashFields("lost-link", cookie);
    const content = <LostLink written={written} wrong={check.split(",")} />;
    return { title, script: "short-form", content };
  }
  const content = <LostLink written={nothingKept.written} wrong={[]} />;
  const about = { path: "/form", description: wordsIn(language, "lostLink")("lead") };
  return { title, about, sharedAs: "lost-link", script: "short-form", content };
}

const sentQuery = new URLSearchParams({ sent: "1" });

function Sent() {
  const t = useTranslations("lostLink");
  return (
    <SiteFrame query={sentQuery}>
      <ReadingPage title={t("sentTitle")} lead={t("sent")}>
        <h2 className="mt-8">{t("noneTitle")}</h2>
        <p className="mt-2">{t("none")}</p>
        <BackToReddit to="messages" isForSuspended />
      </ReadingPage>
    </SiteFrame>
  );
}

interface LostLinkProps {
  readonly written: Readonly<Record<string, string>>;
  /** Names of fields. */
  readonly wrong: readonly string[];
}

function LostLink({ written, wrong }: LostLinkProps) {
  const t = useTranslations("lostLink");
  return (
    <SiteFrame form={{ id: lostLinkFormId, action: "/language?page=lost-link" }}>
      <ReadingPage title={t("title")} lead={t("lead")}>
        <LostLinkForm written={written} wrong={wrong} />
      </ReadingPage>
    </SiteFrame>
  );
}
