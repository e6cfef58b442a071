import { useTranslations } from "next-intl";
import { contactAddress } from "../../components/contact-address.ts";
import { InfoPage } from "../../components/info-page.tsx";
import { theSite } from "../../server/site.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** What is kept, for whom, how long, and how to have it deleted. */
export function privacyPage({ language }: Asked): Page {
  const t = wordsIn(language, "privacy");
  return {
    title: t("title"),
    about: { path: "/privacy", description: t("lead") },
    sharedAs: "privacy",
    content: <PrivacyPage />,
  };
}

function PrivacyPage() {
  const t = useTranslations("privacy");
  const { operator, periods, retentionMonths: months } = theSite();
  const { contact } = operator;
  return (
    <InfoPage
      title={t("title")}
      lead={t("lead")}
      sections={[
        { title: t("keptTitle"), content: <p>{t("kept")}</p> },
        { title: t("readTitle"), content: <p>{t("read")}</p> },
        { title: t("longTitle"), content: <p>{t("long", { months, days: periods.logs })}</p> },
        {
          title: t("deleteTitle"),
          content: (
            <p id="deletion">
              {contact
                ? t.rich("deleteContact", {
                    contact: (words) => <a href={contactAddress(contact)}>{words}</a>,
                  })
                : t("deleteNoContact")}
            </p>
          ),
        },
        { title: t("cookiesTitle"), content: <p>{t("cookies")}</p> },
      ]}
    />
  );
}
