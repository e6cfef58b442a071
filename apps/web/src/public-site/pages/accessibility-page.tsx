import { useTranslations } from "next-intl";
import { contactAddress } from "../../components/contact-address.ts";
import { InfoPage } from "../../components/info-page.tsx";
import { theSite } from "../../server/site.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** The accessibility statement. */
export function accessibilityPage({ language }: Asked): Page {
  const t = wordsIn(language, "accessibility");
  return {
    title: t("title"),
    about: { path: "/accessibility", description: t("lead") },
    sharedAs: "accessibility",
    content: <AccessibilityPage />,
  };
}

function AccessibilityPage() {
  const t = useTranslations("accessibility");
  const { contact } = theSite().operator;
  return (
    <InfoPage
      title={t("title")}
      lead={t("lead")}
      sections={[
        { title: t("doneTitle"), content: <p>{t("done")}</p> },
        { title: t("limitsTitle"), content: <p>{t("limits")}</p> },
        {
          title: t("tellTitle"),
          content: (
            <p>
              {contact
                ? t.rich("tellContact", {
                    contact: (words) => <a href={contactAddress(contact)}>{words}</a>,
                  })
                : t("tellNoContact")}
            </p>
          ),
        },
      ]}
    />
  );
}
