import { useFormatter, useTranslations } from "next-intl";

/** Said before anybody writes a word: when moderators will look at an appeal again. */
export function WaitNote({ until }: { readonly until: Date | null }) {
  const [t, format] = [useTranslations("form"), useFormatter()];
  if (until === null || until <= new Date()) return null;
  const date = format.dateTime(until, { dateStyle: "long", timeZone: "UTC" });
  return <p className="notice gentle">{t("waitUntil", { date })}</p>;
}
