import { getTranslations } from "next-intl/server";
import { contactAddress } from "../../../components/contact-address.ts";
import { InfoPage } from "../../../components/info-page.tsx";
import { pageMetadata } from "../../../components/page-metadata.ts";
import { theSite } from "../../../server/site.ts";

export const generateMetadata = () => pageMetadata("/privacy", "privacy");

/** What is kept, for whom, how long, and how to have it deleted. */
export default async function PrivacyPage() {
  const t = await getTranslations("privacy");
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
