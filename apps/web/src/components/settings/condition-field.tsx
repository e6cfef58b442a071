import { localize, type Question } from "@appealmod/core";
import { getTranslations } from "next-intl/server";
import { type OpenSettings, problemWith, tickedIn } from "../../server/settings/open-settings.ts";

interface Props {
  readonly question: Question | undefined;
  /** The questions before it. */
  readonly earlier: readonly Question[];
  readonly language: string;
  readonly unsaved: OpenSettings["unsaved"];
}

/** After which answers to an earlier question this one is asked. */
export async function ConditionField({ question, earlier, language, unsaved }: Props) {
  const [t, words] = await Promise.all([
    getTranslations("rooms.settings.questions"),
    getTranslations("rooms.settings.form"),
  ]);
  const { onlyIf } = question ?? {};
  const chosen = tickedIn(
    unsaved,
    "onlyIf",
    onlyIf?.isOneOf.map((value) => `${onlyIf.question}=${value}`) ?? [],
  );
  const yesOrNo = { yes: words("yes"), no: words("no") };
  const offering = earlier.flatMap((each) => {
    const answers = answersOf(each, language, yesOrNo);
    return answers.length === 0 ? [] : [{ each, answers }];
  });
  const problem = problemWith(unsaved, "onlyIf");
  return (
    <section aria-labelledby="condition" id="field-onlyIf">
      <h2 id="condition">{t("condition")}</h2>
      <p className="hint">{offering.length === 0 ? t("conditionNone") : t("conditionHint")}</p>
      {problem && (
        <p className="problem" id="field-onlyIf-problem">
          {problem}
        </p>
      )}
      {offering.map(({ each, answers }) => (
        <fieldset className="field setting-field" key={each.id}>
          <legend>{localize(each.label, language)}</legend>
          <div className="choices">
            {answers.map(({ value, text }) => (
              <label className="choice" key={value}>
                <input
                  type="checkbox"
                  name="onlyIf"
                  value={`${each.id}=${value}`}
                  defaultChecked={chosen.includes(`${each.id}=${value}`)}
                />
                <span>{text}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  );
}

function answersOf(
  question: Question,
  language: string,
  { yes, no }: { readonly yes: string; readonly no: string },
): readonly { readonly value: string; readonly text: string }[] {
  if ("options" in question)
    return question.options.map(({ value, label }) => ({ value, text: localize(label, language) }));
  if (question.kind !== "yes-no") return [];
  return [
    { value: "yes", text: yes },
    { value: "no", text: no },
  ];
}
