import { useTranslations } from "next-intl";
import { theSite } from "../server/site.ts";
import { contactAddress } from "./contact-address.ts";

export function SiteFoot() {
  const t = useTranslations("site");
  const { name, contact, source } = theSite().operator;
  return (
    <footer className="site-end">
      <div className="page site-foot">
        <p>
          {t("footer")} {name && t("runBy", { name })}
        </p>
        <nav aria-label={t("name")}>
          <a href="/form">{t("lostLink")}</a>
          <a href="/sign-up">{t("signUp")}</a>
          <a href="/privacy">{t("privacy")}</a>
          <a href="/legal-notice">{t("legalNotice")}</a>
          <a href="/accessibility">{t("accessibility")}</a>
          {contact && <a href={contactAddress(contact)}>{t("contact")}</a>}
          {source && <a href={source}>{t("source")}</a>}
        </nav>
      </div>
    </footer>
  );
}
