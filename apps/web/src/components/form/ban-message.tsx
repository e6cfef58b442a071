import { useTranslations } from "next-intl";
import { markdownAsText } from "./markdown-as-text.ts";

interface Props {
  /** As it stands in the notice, with the Markdown that moderators or their bots wrote. */
  readonly reason: string;
}

/** A text that would push the first question off a phone waits until somebody wants to read it. */
const mostCharactersShown = 240;

/**
 * What Reddit's notice told the redditor about the ban, in the moderators' words and as plain text:
 * a link in it is no link here.
 */
export function BanMessage({ reason }: Props) {
  const t = useTranslations("form");
  const words = markdownAsText(reason);
  if (words === "") return null;
  return (
    <details className="rules" open={words.length <= mostCharactersShown}>
      <summary>{t("toldTitle")}</summary>
      <blockquote className="written mx-0 mb-0" dir="auto">
        {words}
      </blockquote>
    </details>
  );
}
