import { z } from "zod";
import { assertNever } from "../assert-never.ts";
import { showableText } from "../texts/showable-text.ts";
import { showsNothing, visibleLength } from "../texts/visible-characters.ts";
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
  readonly code: "required" | "too-short" | "too-long" | "not-an-option";
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
 * The one schema of a form's answers: the page, the database and the private note all go
 * through it. Unknown fields are dropped; an answer to a question that was not due is kept.
 */
export function answersSchema(set: QuestionSet): z.ZodType<Answers> {
  const questions = enabledQuestions(set);
  return storedAnswersSchema
    .transform((raw) => draftOf(questions, raw))
    .superRefine((draft, context) => {
      for (const { questionId, code } of problemsIn(questions, draft))
        context.addIssue({ code: "custom", path: [questionId], message: code });
    });
}

/** Checks what a form posted. Total: any record of strings gives answers or problems. */
export function parseAnswers(
  set: QuestionSet,
  raw: Readonly<Record<string, string | readonly string[]>>,
): ParsedAnswers {
  const questions = enabledQuestions(set);
  const draft = draftOf(questions, raw);
  const problems = problemsIn(questions, draft);
  return problems.length === 0
    ? { isValid: true, answers: draft }
    : { isValid: false, problems, draft };
}

/** Cleans what was posted and keeps what belongs to a question. */
export function draftAnswers(
  set: QuestionSet,
  raw: Readonly<Record<string, string | readonly string[]>>,
): Answers {
  return draftOf(enabledQuestions(set), raw);
}

/** Whether a question is asked, given the answers before it. */
export function isAsked(question: Question, answers: Answers): boolean {
  if (!question.onlyIf) return true;
  const given = answers[question.onlyIf.question];
  const values = typeof given === "string" ? [given] : (given ?? []);
  return values.some((value) => question.onlyIf?.isOneOf.includes(value));
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

function problemsIn(questions: readonly Question[], draft: Answers): readonly AnswerProblem[] {
  return questions.flatMap((question) => problemWith(question, draft) ?? []);
}

function problemWith(question: Question, draft: Answers): AnswerProblem | null {
  const questionId = question.id;
  const answer = draft[questionId];
  if (answer === undefined)
    return question.required && isAsked(question, draft) ? { questionId, code: "required" } : null;
  switch (question.kind) {
    case "short":
    case "long": {
      const text = String(answer);
      if ([...text].length > question.maxLength)
        return { questionId, code: "too-long", limit: question.maxLength };
      if (visibleLength(text) < question.minLength && isAsked(question, draft))
        return { questionId, code: "too-short", limit: question.minLength };
      return null;
    }
    case "yes-no":
      return answer === "yes" || answer === "no" ? null : { questionId, code: "not-an-option" };
    case "one-of":
    case "several-of": {
      const offered = new Set(question.options.map((option) => option.value));
      const given = typeof answer === "string" ? [answer] : answer;
      return given.every((value) => offered.has(value))
        ? null
        : { questionId, code: "not-an-option" };
    }
    default:
      return assertNever(question);
  }
}
