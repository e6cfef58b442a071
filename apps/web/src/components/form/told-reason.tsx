import { getTranslations } from "next-intl/server";

interface Props {
  readonly reason: string;
}

/** A text that would fill more than a phone's screen waits until somebody wants to read it. */
const mostCharactersShown = 700;

/** What Reddit's notice told the redditor about the ban, in the moderators' words and as plain text. */
export async function ToldReason({ reason }: Props) {
  const t = await getTranslations("form");
  return (
    <details className="rules mt-5" open={reason.length <= mostCharactersShown}>
      <summary>{t("toldTitle")}</summary>
      <blockquote className="written mx-0 mb-0" dir="auto">
        {reason}
      </blockquote>
      <p className="soft small mt-3">{t("toldHint")}</p>
    </details>
  );
}
