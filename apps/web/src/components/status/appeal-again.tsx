import { fillText, wordingIn } from "@appealmod/core";
import type { EndedForm } from "@appealmod/use-cases";
import { useLocale, useTranslations } from "next-intl";

/**
 * Whether and when the community looks at another appeal: in its moderators' own words where
 * they have set them, as plain text, and in general ones where they have not.
 */
export function AppealAgain({ form }: { readonly form: EndedForm }) {
  const [t, locale] = [useTranslations("status"), useLocale()];
  const { subreddit, username } = form;
  const own = wordingIn(form.appealAgain, locale);
  return (
    <section className="mt-8">
      <h2>{t("againTitle")}</h2>
      {own ? (
        <>
          <p className="soft small mt-3">{t("againOwn", { subreddit })}</p>
          <blockquote className="written mx-0 mb-0" lang={own.language} dir="auto">
            {fillText(own.text, { subreddit, username })}
          </blockquote>
        </>
      ) : (
        <p className="mt-3">{t("again", { subreddit })}</p>
      )}
    </section>
  );
}
