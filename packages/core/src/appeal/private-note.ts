import { type Answers, isAsked } from "../questions/answers.ts";
import { enabledQuestions, type Question } from "../questions/question-set.ts";
import { localize } from "../texts/localized-text.ts";
import { quoteMarkdown } from "../texts/quote-markdown.ts";
import type { EarlierAppeal, SubmittedForm } from "./appeal.ts";

/** Reddit refuses a modmail message over 10,000 characters; the rest is left for the heading. */
export const longestNote = 9500;

/** What the note needs beside the form. */
export interface NoteContext {
  /** Opening words, already filled in. */
  readonly heading: string;
  readonly language: string;
  readonly earlierAppeals: readonly EarlierAppeal[];
}

/**
 * The private note with all answers under the questions that were asked, in as many parts
 * as Reddit's limit on a message makes necessary. The same form gives the same parts.
 */
export function privateNoteParts(form: SubmittedForm, context: NoteContext): readonly string[] {
  const blocks = enabledQuestions(form.questions)
    .filter(
      (question) => form.answers[question.id] !== undefined || isAsked(question, form.answers),
    )
    .map((question) => questionBlock(question, form.answers, context.language));
  const earlier = context.earlierAppeals.length > 0 ? [earlierBlock(context.earlierAppeals)] : [];
  return packed([context.heading, ...earlier, ...blocks]);
}

function questionBlock(question: Question, answers: Answers, language: string): string {
  return `**${localize(question.label, language)}**\n\n${quoteMarkdown(answerText(question, answers, language))}`;
}

const yes = { en: "Yes", de: "Ja", es: "Sí", fr: "Oui", pt: "Sim" };
const no = { en: "No", de: "Nein", es: "No", fr: "Non", pt: "Não" };

/** An answer as people read it: labels instead of values, a dash where nothing was said. */
export function answerText(question: Question, answers: Answers, language: string): string {
  const answer = answers[question.id];
  if (answer === undefined) return "—";
  const values = typeof answer === "string" ? [answer] : answer;
  if (question.kind === "yes-no") return localize(values[0] === "yes" ? yes : no, language);
  if (question.kind !== "one-of" && question.kind !== "several-of") return values.join("\n");
  const labels = new Map(
    question.options.map((option) => [option.value, localize(option.label, language)]),
  );
  return values.map((value) => labels.get(value) ?? value).join("\n");
}

function earlierBlock(appeals: readonly EarlierAppeal[]): string {
  const lines = appeals.map((appeal) => {
    const opened = appeal.openedAt.toISOString().slice(0, 10);
    const form = appeal.formSubmittedAt ? "form filled in" : "form not filled in";
    return `* ${opened}: ${form}, outcome ${appeal.outcome ?? "open"}`;
  });
  return `Earlier appeals of this redditor here:\n\n${lines.join("\n")}`;
}

function packed(blocks: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let current = "";
  for (const block of blocks.flatMap(piecesOf)) {
    const joined = current === "" ? block : `${current}\n\n${block}`;
    if (joined.length > longestNote) {
      parts.push(current);
      current = block;
    } else current = joined;
  }
  return current === "" ? parts : [...parts, current];
}

/** A block that is too long for a message of its own, cut at line ends where there are any. */
function piecesOf(block: string): readonly string[] {
  const pieces: string[] = [];
  let rest = block;
  while (rest.length > longestNote) {
    const lineEnd = rest.lastIndexOf("\n", longestNote);
    if (lineEnd > longestNote / 2) {
      pieces.push(rest.slice(0, lineEnd));
      rest = rest.slice(lineEnd + 1);
      continue;
    }
    const at = cutWithinLine(rest);
    const isQuoted = rest.startsWith(">", lineEnd + 1);
    pieces.push(rest.slice(0, at));
    rest = `${isQuoted ? "> " : ""}${rest.slice(at)}`;
  }
  return [...pieces, rest];
}

/** Where a line can be cut so that both sides read as before; at worst where no character breaks. */
function cutWithinLine(text: string): number {
  for (let at = longestNote; at > longestNote / 2; at -= 1)
    if (isBetweenCharacters(text, at) && !/[\s#>=+\-\d]/.test(text.charAt(at))) return at;
  return isBetweenCharacters(text, longestNote) ? longestNote : longestNote - 1;
}

/** Whether neither a character of two code units nor a backslash and what it escapes is torn apart. */
function isBetweenCharacters(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1);
  if (unit >= 0xd800 && unit <= 0xdbff) return false;
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === "\\") backslashes += 1;
  return backslashes % 2 === 0;
}
