import type { LocalizedText, QuestionSet } from "@appealmod/core";
import type { CommunityConfigurationView } from "@appealmod/use-cases";
import { languages } from "../../i18n/languages.ts";

/**
 * The languages that questions can be written in: the community's own and English first, then those
 * that are in use, then the others of the site.
 */
export function questionLanguages(
  view: Pick<CommunityConfigurationView, "settings" | "questions" | "draft">,
): readonly string[] {
  return [...languagesInUse(view), ...Object.keys(languages)].filter(
    (language, index, all) => all.indexOf(language) === index,
  );
}

export function languagesInUse({
  settings,
  questions,
  draft,
}: Pick<CommunityConfigurationView, "settings" | "questions" | "draft">): readonly string[] {
  const written = [questions, ...(draft ? [draft.questions] : [])].flatMap(languagesOf);
  return [...new Set([settings.language, "en", ...written])];
}

function languagesOf({ questions }: QuestionSet): readonly string[] {
  return questions.flatMap((question) => [
    ...inText(question.label),
    ...(question.help ? inText(question.help) : []),
    ...("options" in question ? question.options.flatMap(({ label }) => inText(label)) : []),
  ]);
}

/** One wording for everybody is written as English. */
function inText(text: LocalizedText): readonly string[] {
  return typeof text === "string" ? [] : Object.keys(text);
}
