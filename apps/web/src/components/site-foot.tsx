import { useTranslations } from "next-intl";
import { theSite } from "../server/site.ts";

export function SiteFoot() {
  const t = useTranslations("site");
  const { name, contact, legalNotice } = theSite().operator;
  return (
    <footer className="site-end">
      <div className="page site-foot">
        <p>
          {t("footer")} {name && t("runBy", { name })}
        </p>
        <nav aria-label={t("name")}>
          <a href="/form">{t("lostLink")}</a>
          <a href="/sign-up">{t("signUp")}</a>
          {contact && <a href={contactAddress(contact)}>{t("contact")}</a>}
          {legalNotice && <a href={legalNotice}>{t("legalNotice")}</a>}
        </nav>
      </div>
    </footer>
  );
}

/** A page, or an e-mail address. */
function contactAddress(contact: string): string {
  return /^https?:/i.test(contact) ? contact : `mailto:${contact}`;
}
