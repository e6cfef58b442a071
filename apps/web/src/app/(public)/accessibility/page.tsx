import { getTranslations } from "next-intl/server";
import { contactAddress } from "../../../components/contact-address.ts";
import { InfoPage } from "../../../components/info-page.tsx";
import { pageMetadata } from "../../../components/page-metadata.ts";
import { theSite } from "../../../server/site.ts";

export const generateMetadata = () => pageMetadata("/accessibility", "accessibility");

/** The accessibility statement. */
export default async function AccessibilityPage() {
  const t = await getTranslations("accessibility");
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
