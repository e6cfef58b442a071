import { localize } from "@appealmod/core";
import { useLocale, useTranslations } from "next-intl";
import { theSite } from "../../server/site.ts";

const botName = "u/AppealMod";

/** What moderators get: a conversation in modmail with the note, and what the bot needs for it. */
export function ProductView() {
  const [t, locale] = [useTranslations("landing"), useLocale()];
  const [asked] = theSite().questions.questions;
  return (
    <section
      className="page grid items-start gap-x-14 gap-y-10 pt-14 md:grid-cols-2"
      aria-labelledby="product"
    >
      <div>
        <h2 id="product">{t("product.title")}</h2>
        <p className="mt-3">{t("product.text")}</p>
        <p className="actions mt-6">
          <a className="button quiet" href="/try">
            {t("tryForm")}
          </a>
        </p>
      </div>
      <figure className="md:col-start-2 md:row-span-2 md:row-start-1">
        <div className="modmail">
          <p className="subject">{t("product.subject")}</p>
          <div>
            <p className="from">u/example_redditor</p>
            <p>{t("product.first")}</p>
          </div>
          <div>
            <p className="from">{botName}</p>
            <p>{t("product.bot")}</p>
          </div>
          <div className="private">
            <p className="from">
              {botName} · {t("product.note")}
            </p>
            <p className="mt-1">u/example_redditor {t("product.filled")}</p>
            {asked && <p className="asked-question">{localize(asked.label, locale)}</p>}
            <blockquote>{t("product.answer")}</blockquote>
            <p aria-hidden="true">…</p>
          </div>
        </div>
        <figcaption className="soft small mt-3">{t("product.picture")}</figcaption>
      </figure>
      <div className="card">
        <h3>{t("permissions.title")}</h3>
        <p className="mt-2">{t("permissions.lead")}</p>
        <ul className="mt-3 list-disc space-y-2 pl-5">
          <li>{t.rich("permissions.mail", { b: (words) => <b lang="en">{words}</b> })}</li>
          <li>{t.rich("permissions.access", { b: (words) => <b lang="en">{words}</b> })}</li>
        </ul>
        <p className="mt-3">{t("permissions.not")}</p>
      </div>
    </section>
  );
}
