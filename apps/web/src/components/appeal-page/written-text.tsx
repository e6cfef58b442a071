import { useTranslations } from "next-intl";
import { looksAbusive } from "../../server/looks-abusive.ts";

interface Props {
  readonly text: string;
  /** The community's own list of words. */
  readonly abusiveWords: readonly string[];
}

/**
 * Words of somebody else, as plain text. What looks abusive is folded, and opened in two steps: nobody
 * comes upon it unprepared.
 */
export function WrittenText({ text, abusiveWords }: Props) {
  const t = useTranslations("rooms.appeal");
  const words = (
    <div className="said" dir="auto">
      {text}
    </div>
  );
  if (!looksAbusive(text, abusiveWords)) return words;
  return (
    <div className="folded">
      <p className="soft small">{t("abusive")}</p>
      <details>
        <summary>{t("abusiveFirst")}</summary>
        <details>
          <summary>{t("abusiveSecond")}</summary>
          {words}
        </details>
      </details>
    </div>
  );
}
