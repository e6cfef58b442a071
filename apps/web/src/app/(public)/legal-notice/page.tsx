import { getTranslations } from "next-intl/server";
import { contactAddress } from "../../../components/contact-address.ts";
import { InfoPage } from "../../../components/info-page.tsx";
import { pageMetadata } from "../../../components/page-metadata.ts";
import { theSite } from "../../../server/site.ts";

export const generateMetadata = () => pageMetadata("/legal-notice", "legal");

/** Who runs this site and how to reach them, as far as the settings say. */
export default async function LegalNoticePage() {
  const t = await getTranslations("legal");
  const { name, contact, legalNotice } = theSite().operator;
  return (
    <InfoPage
      title={t("title")}
      lead={name ? t("runBy", { name }) : t("unnamed")}
      sections={[
        ...(contact || legalNotice
          ? [
              {
                title: t("reachTitle"),
                content: (
                  <>
                    {contact && (
                      <p>
                        {t.rich("contact", {
                          address: contact,
                          contact: (words) => <a href={contactAddress(contact)}>{words}</a>,
                        })}
                      </p>
                    )}
                    {legalNotice && (
                      <p>
                        {t.rich("notice", { link: (words) => <a href={legalNotice}>{words}</a> })}
                      </p>
                    )}
                  </>
                ),
              },
            ]
          : []),
        { title: t("redditTitle"), content: <p>{t("reddit")}</p> },
      ]}
    />
  );
}
