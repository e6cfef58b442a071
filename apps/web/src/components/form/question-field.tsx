import {
  type AnswerProblem,
  type Answers,
  answerForm,
  assertNever,
  localize,
  type Question,
} from "@appealmod/core";
import type { CommunityRules as Rules } from "@appealmod/use-cases";
import { ChoiceField } from "../field/choice-field.tsx";
import { TextField } from "../field/text-field.tsx";
import { CommunityRules } from "./community-rules.tsx";
import { fieldId } from "./field-id.ts";
import { OtherAnswers } from "./other-answers.tsx";
import { type FormWords, problemText } from "./problem-text.ts";

interface Props {
  readonly question: Question;
  /** All questions of the form, for the one that this one may depend on. */
  readonly all: readonly Question[];
  readonly answer?: string | readonly string[] | undefined;
  /** What was written to it in another window. */
  readonly otherAnswers?: readonly Answers[string][];
  readonly problem?: AnswerProblem | undefined;
  readonly rules: Rules | null;
  readonly subreddit: string;
  readonly language: string;
  /** The site's words around a question, in the question's language where the site has it. */
  readonly words: FormWords;
}

/** One question with all that belongs to it: hint, rules, problem, control. */
export function QuestionField(props: Props) {
  const { question, all, answer, problem, rules, subreddit, language } = props;
  const t = props.words;
  const id = fieldId(question.id);
  const given = typeof answer === "string" ? [answer] : (answer ?? []);
  const condition = conditionText(t, question, all, language);
  const parts = {
    id,
    name: question.id,
    label: (
      <>
        {/* The numbers are counted by style: which questions are asked depends on the answers. */}
        <span
          className="question-number"
          data-before={`${t("numberBefore")} `}
          data-between={` ${t("numberBetween")} `}
        />
        {localize(question.label, language)}
        {!question.required && <span className="soft font-normal"> ({t("optional")})</span>}
      </>
    ),
    hint: (question.help || condition) && (
      <>
        {condition && <p className="only-if">{condition}</p>}
        {question.help && <p>{localize(question.help, language)}</p>}
      </>
    ),
    aside: rules && <CommunityRules rules={rules} subreddit={subreddit} />,
    problem: problem && problemText(t, problem),
  };

  const choices = choicesOf(question, language, { yes: t("yes"), no: t("no") });
  const others = (
    <OtherAnswers
      questionId={question.id}
      answers={props.otherAnswers ?? []}
      labels={Object.fromEntries(choices.map(({ value, text }) => [value, text]))}
      isJoinable={answerForm(question) !== "choice"}
      words={t}
    />
  );
  if (question.kind === "short" || question.kind === "long")
    return (
      <>
        <TextField
          {...parts}
          {...(question.kind === "long" ? { rows: 3 } : {})}
          isRequired={question.required}
          defaultValue={given[0] ?? ""}
          foot={
            <p className="counter" id={`${id}-limit`}>
              <span>{t("upTo", { limit: question.maxLength })}</span>
              {/* Filled in while one writes; not read out with every letter. */}
              <span id={`${id}-count`} data-limit={question.maxLength} aria-hidden="true" />
            </p>
          }
        />
        {others}
      </>
    );
  return (
    <>
      <ChoiceField
        {...parts}
        isMultiple={answerForm(question) === "choices"}
        choices={choices}
        chosen={given}
      />
      {others}
    </>
  );
}

/** What can be chosen, in words; nothing for a question that is answered in words. */
function choicesOf(
  question: Question,
  language: string,
  words: { readonly yes: string; readonly no: string },
): readonly { readonly value: string; readonly text: string }[] {
  switch (question.kind) {
    case "yes-no":
      return [
        { value: "yes", text: words.yes },
        { value: "no", text: words.no },
      ];
    case "short":
    case "long":
      return [];
    case "one-of":
    case "several-of":
      return question.options.map(({ value, label }) => ({
        value,
        text: localize(label, language),
      }));
    default:
      return assertNever(question);
  }
}

/**
 * On which answer a question depends, the shorter way round; `null` where it is always asked. Read
 * where a browser cannot hide the question until then.
 */
function conditionText(
  t: FormWords,
  { onlyIf }: Question,
  all: readonly Question[],
  language: string,
): string | null {
  const earlier = all.find(({ id }) => id === onlyIf?.question);
  if (!onlyIf || !earlier) return null;
  const choices = choicesOf(earlier, language, { yes: t("yes"), no: t("no") });
  const named = (isNamed: (value: string) => boolean) =>
    choices.filter(({ value }) => isNamed(value)).map(({ text }) => text);
  const [chosen, others] = [
    named((value) => onlyIf.isOneOf.includes(value)),
    named((value) => !onlyIf.isOneOf.includes(value)),
  ];
  if (chosen.length === 0) return null;
  return others.length > 0 && others.length < chosen.length
    ? t("notIf", { answer: others.join(" / ") })
    : t("onlyIf", { answer: chosen.join(" / ") });
}
