import { useTranslations } from "next-intl";
import { contactAddress } from "../../components/contact-address.ts";
import { InfoPage } from "../../components/info-page.tsx";
import { theSite } from "../../server/site.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";

/** Who runs this site and how to reach them, as far as the settings say. */
export function legalNoticePage({ language }: Asked): Page {
  const t = wordsIn(language, "legal");
  return {
    title: t("title"),
    about: { path: "/legal-notice", description: t("reddit") },
    sharedAs: "legal-notice",
    content: <LegalNoticePage />,
  };
}

function LegalNoticePage() {
  const t = useTranslations("legal");
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
