import { z } from "zod";
import { assertNever } from "../assert-never.ts";
import { showableText } from "../texts/showable-text.ts";
import { showsNothing, visibleLength } from "../texts/visible-characters.ts";
import { askedAnswers, askedQuestions } from "./asked-questions.ts";
import { noneOfThese } from "./none-of-these.ts";
import { answerForm, enabledQuestions, type Question, type QuestionSet } from "./question-set.ts";

const answerSchema = z.union([z.string(), z.array(z.string())]);

/** How answers are stored, whatever they answer: what is asked may have changed since. */
export const storedAnswersSchema = z.record(z.string(), answerSchema);

/** How further answers to the same questions are stored. */
export const storedOtherAnswersSchema = z.record(z.string(), z.array(answerSchema));

/** Answers keyed by question id: text, an option's value, `yes` or `no`, or several values. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with one answer. The page turns the code into a sentence. */
export interface AnswerProblem {
  readonly questionId: string;
  readonly code: "required" | "too-short" | "too-long" | "not-an-option" | "none-and-others";
  /** The limit that was missed, in characters, where there is one. */
  readonly limit?: number;
}

export type ParsedAnswers =
  | { readonly isValid: true; readonly answers: Answers }
  | {
      readonly isValid: false;
      readonly problems: readonly AnswerProblem[];
      /** What was written, cleaned but not judged: it goes back into the form. */
      readonly draft: Answers;
    };

/**
 * Checks what a form posted. Total: any record of strings gives answers or problems. Only what is
 * asked counts; an answer that a changed choice has hidden is left out of the answers and stays in
 * the draft.
 */
export function parseAnswers(
  set: QuestionSet,
  raw: Readonly<Record<string, string | readonly string[]>>,
): ParsedAnswers {
  const draft = draftAnswers(set, raw);
  const problems = askedQuestions(set, draft).flatMap(
    (question) => problemWith(question, draft[question.id]) ?? [],
  );
  return problems.length === 0
    ? { isValid: true, answers: askedAnswers(set, draft) }
    : { isValid: false, problems, draft };
}

/** Cleans what was posted and keeps what belongs to a question. */
export function draftAnswers(
  set: QuestionSet,
  raw: Readonly<Record<string, string | readonly string[]>>,
): Answers {
  return draftOf(enabledQuestions(set), raw);
}

function draftOf(
  questions: readonly Question[],
  raw: Readonly<Record<string, string | readonly string[]>>,
): Answers {
  const draft: Record<string, string | readonly string[]> = {};
  for (const question of questions) {
    const value = Object.hasOwn(raw, question.id) ? raw[question.id] : undefined;
    if (value === undefined) continue;
    if (answerForm(question) === "choices") {
      const values = (typeof value === "string" ? [value] : value).map(cleanText).filter(Boolean);
      if (values.length > 0) draft[question.id] = [...new Set(values)];
    } else {
      const text = cleanText(typeof value === "string" ? value : (value[0] ?? ""));
      if (text !== "") draft[question.id] = text;
    }
  }
  return draft;
}

/**
 * What can be shown of a text, without blanks around it. A text that shows nothing is empty; in any
 * other, what is not seen stays: it may join an emoji or part a Persian word.
 */
export function cleanText(text: string): string {
  const cleaned = showableText(text).trim();
  return showsNothing(cleaned) ? "" : cleaned;
}

function problemWith(
  question: Question,
  answer: Answers[string] | undefined,
): AnswerProblem | null {
  const questionId = question.id;
  if (answer === undefined) return question.required ? { questionId, code: "required" } : null;
  switch (question.kind) {
    case "short":
    case "long": {
      const text = String(answer);
      if ([...text].length > question.maxLength)
        return { questionId, code: "too-long", limit: question.maxLength };
      if (visibleLength(text) < question.minLength)
        return { questionId, code: "too-short", limit: question.minLength };
      return null;
    }
    case "yes-no":
      return answer === "yes" || answer === "no" ? null : { questionId, code: "not-an-option" };
    case "one-of":
    case "several-of": {
      const offered = new Set(question.options.map((option) => option.value));
      const given = typeof answer === "string" ? [answer] : answer;
      if (!given.every((value) => offered.has(value))) return { questionId, code: "not-an-option" };
      return given.length > 1 && given.includes(noneOfThese)
        ? { questionId, code: "none-and-others" }
        : null;
    }
    default:
      return assertNever(question);
  }
}
