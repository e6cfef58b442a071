import {
  type CommunitySettings,
  type ConfigurationDifference,
  communitySettingsSchema,
  type QuestionSet,
  type TextName,
} from "@appealmod/core";
import type { CommunityDefaults } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import { languageName } from "../../i18n/language-name.ts";
import { textNamed } from "../../server/settings/receive-text.ts";
import { questionsAsLines } from "./questions-as-lines.ts";
import { settingAsText } from "./setting-as-text.ts";
import { TextDifference } from "./text-difference.tsx";

interface Props {
  readonly differences: readonly ConfigurationDifference[];
  /** The own questions on either side; `null` where the default ones are asked. */
  readonly before: QuestionSet | null;
  readonly after: QuestionSet | null;
  readonly defaults: CommunityDefaults;
}

/** Each value that differs under its name, what was taken out struck through and what came in marked. */
export async function DifferenceList({ differences, before, after, defaults }: Props) {
  const t = await getTranslations("rooms.settings");
  if (differences.length === 0) return <p>{t("diff.none")}</p>;
  return (
    <dl className="differences">
      {differences.map((one) => {
        const { part, key } = one;
        const sides =
          part === "questions"
            ? [before, after].map((set) => questionsAsLines(set ?? defaults.questions))
            : [one.before, one.after].map((value) => sideText(one, value, defaults));
        const isDefault = [one.before, one.after].map((value) => value === null);
        const [was = "", is = ""] = sides;
        return (
          <div key={`${part} ${key}`}>
            <dt>
              {title(one, t)}
              {isDefault[1] && <span className="soft small"> · {t("diff.default")}</span>}
            </dt>
            <dd>
              <TextDifference before={was} after={is} by={part === "texts" ? "words" : "lines"} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"rooms.settings">>>;

function title({ part, key }: ConfigurationDifference, t: Words): string {
  if (part === "questions") return t("diff.questions");
  if (part === "settings")
    return isSetting(key) ? t(`settings.fields.${key}`) : t("diff.setting", { name: key });
  const [language = "", text = ""] = key.split(".");
  const name = textNamed(text);
  return t("diff.text", {
    name: name === null ? text : t(`texts.names.${name}`),
    language: languageName(language),
  });
}

function sideText(
  { part, key }: ConfigurationDifference,
  value: unknown,
  defaults: CommunityDefaults,
): string {
  if (part === "settings")
    return settingAsText(key, value ?? (isSetting(key) ? defaults.settings[key] : null));
  if (typeof value === "string") return value;
  const [language = "", name = ""] = key.split(".");
  return defaults.texts[language]?.[name as TextName] ?? "";
}

function isSetting(key: string): key is keyof CommunitySettings {
  return Object.hasOwn(communitySettingsSchema.shape, key);
}
