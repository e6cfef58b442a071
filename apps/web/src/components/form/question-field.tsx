import { type AnswerProblem, localize, type Question } from "@appealmod/core";
import { getTranslations } from "next-intl/server";
import type { CommunityRules as Rules } from "../../server/open-form.ts";
import { CommunityRules } from "./community-rules.tsx";
import { fieldId } from "./field-id.ts";
import { problemText } from "./problem-text.ts";

interface Props {
  readonly question: Question;
  /** All questions of the form, for the one that this one may depend on. */
  readonly all: readonly Question[];
  readonly answer: string | readonly string[] | undefined;
  readonly problem: AnswerProblem | undefined;
  readonly rules: Rules | null;
  readonly subreddit: string;
  readonly language: string;
}

/** One question with all that belongs to it: hint, rules, problem, control. */
export async function QuestionField(props: Props) {
  const { question, all, answer, problem, rules, subreddit, language } = props;
  const t = await getTranslations("form");
  const id = fieldId(question.id);
  const given = typeof answer === "string" ? [answer] : (answer ?? []);
  const condition = conditionText(question, all, language);
  const isGroup = question.kind !== "short" && question.kind !== "long";
  const described = [
    ...(question.help || condition ? [`${id}-hint`] : []),
    ...(problem ? [`${id}-problem`] : []),
    ...(isGroup ? [] : [`${id}-limit`]),
  ].join(" ");
  const label = (
    <>
      {localize(question.label, language)}
      {!question.required && <span className="soft font-normal"> ({t("optional")})</span>}
    </>
  );
  const hints = (
    <>
      {(question.help || condition) && (
        <div className="hint" id={`${id}-hint`}>
          {condition && <p>{t("onlyIf", { answer: condition })}</p>}
          {question.help && <p>{localize(question.help, language)}</p>}
        </div>
      )}
      {rules && <CommunityRules rules={rules} subreddit={subreddit} />}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problemText(t, problem)}
        </p>
      )}
    </>
  );
  const className = problem ? "field question wrong" : "field question";

  if (question.kind === "short" || question.kind === "long") {
    const control = {
      id,
      name: question.id,
      defaultValue: given[0] ?? "",
      "aria-describedby": described,
      "aria-invalid": problem ? true : undefined,
      "aria-required": question.required,
      autoComplete: "off",
    } as const;
    return (
      <div className={className} id={`field-${question.id}`}>
        <label htmlFor={id}>{label}</label>
        {hints}
        {question.kind === "long" ? (
          <textarea {...control} rows={question.maxLength > 1000 ? 6 : 4} />
        ) : (
          <input {...control} type="text" />
        )}
        <p className="counter" id={`${id}-limit`}>
          <span>{t("upTo", { limit: question.maxLength })}</span>
          {/* Filled in while one writes; not read out with every letter. */}
          <span id={`${id}-count`} data-limit={question.maxLength} aria-hidden="true" />
        </p>
      </div>
    );
  }

  const options =
    question.kind === "yes-no"
      ? [
          { value: "yes", text: t("yes") },
          { value: "no", text: t("no") },
        ]
      : question.options.map((option) => ({
          value: option.value,
          text: localize(option.label, language),
        }));
  return (
    <fieldset
      className={className}
      id={`field-${question.id}`}
      aria-describedby={described || undefined}
    >
      <legend>{label}</legend>
      {hints}
      <div className="choices">
        {options.map(({ value, text }, index) => (
          <label className="choice" key={value}>
            <input
              id={index === 0 ? id : `${id}-${value}`}
              type={question.kind === "several-of" ? "checkbox" : "radio"}
              name={question.id}
              value={value}
              defaultChecked={given.includes(value)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The answer on which a question depends, in words; `null` where it is always asked. */
function conditionText(
  { onlyIf }: Question,
  all: readonly Question[],
  language: string,
): string | null {
  if (!onlyIf) return null;
  const earlier = all.find(({ id }) => id === onlyIf.question);
  if (!earlier || !("options" in earlier)) return null;
  return earlier.options
    .filter(({ value }) => onlyIf.isOneOf.includes(value))
    .map(({ label }) => localize(label, language))
    .join(" / ");
}
