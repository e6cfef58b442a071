import { assertNever } from "../assert-never.ts";
import type { Answers } from "../questions/answers.ts";
import { shownQuestions } from "../questions/asked-questions.ts";
import type { Question } from "../questions/question-set.ts";
import { boldMarkdown } from "../texts/bold-markdown.ts";
import { cutText } from "../texts/cut-text.ts";
import { localize } from "../texts/localized-text.ts";
import { quoteMarkdown } from "../texts/quote-markdown.ts";
import { showsNothing } from "../texts/visible-characters.ts";
import type { EarlierAppeal, SubmittedForm } from "./appeal.ts";
import type { Ban } from "./ban.ts";

/** Reddit refuses a modmail message over 10,000 characters; the rest is left for the heading. */
export const longestNote = 9500;

/** What the note needs beside the form. */
export interface NoteContext {
  /** Opening words, already filled in. */
  readonly heading: string;
  readonly language: string;
  readonly earlierAppeals: readonly EarlierAppeal[];
  /** The ban at this moment: it may have become a temporary one since the appeal was opened. */
  readonly ban: Ban;
}

/**
 * The private note with all answers under the questions that were asked, in as many parts
 * as Reddit's limit on a message makes necessary. The same form gives the same parts.
 */
export function privateNoteParts(form: SubmittedForm, context: NoteContext): readonly string[] {
  const blocks = shownQuestions(form.questions, form.answers).flatMap((question) =>
    questionBlocks(question, form.answers, context.language),
  );
  const earlier =
    context.earlierAppeals.length > 0
      ? [earlierBlock(context.earlierAppeals, context.language)]
      : [];
  const opening = [context.heading, ...earlier].flatMap((text) =>
    blocksOf(text, "", (piece) => piece),
  );
  const [first, ...rest] = packed([...opening, ...blocks]);
  if (first === undefined) return [];
  // Put in front of what is packed already: a ban that changes between two parts moves no answer.
  const ban = temporaryBanLine(context);
  return [ban === null ? first : `${ban}\n\n${first}`, ...rest];
}

const nowTemporary = {
  en: "The ban is now a temporary one",
  de: "Die Sperre ist jetzt befristet",
  es: "La expulsión ahora es temporal",
  fr: "Le bannissement est maintenant temporaire",
  pt: "O banimento agora é temporário",
};

const until = { en: "until", de: "bis", es: "hasta el", fr: "jusqu’au", pt: "até" };

/** Said where a permanent ban has been shortened; `null` for any other. */
function temporaryBanLine({ ban, language }: NoteContext): string | null {
  if (!ban.isBanned || ban.permanence !== "temporary") return null;
  const told = localize(nowTemporary, language);
  if (ban.endsAt === null) return `${told}.`;
  const end = ban.endsAt.toISOString().slice(0, 16).replace("T", " ");
  return `${told}, ${localize(until, language)} ${end} UTC.`;
}

/** Of a question: enough to tell which one it is. */
const longestLabel = 1000;

function questionBlocks(question: Question, answers: Answers, language: string): readonly string[] {
  const label = [...localize(question.label, language)];
  const shown = label.length > longestLabel ? [...label.slice(0, longestLabel), "…"] : label;
  const heading = boldMarkdown(shown.join(""));
  return blocksOf(answerText(question, answers, language), `${heading}\n\n`, quoteMarkdown);
}

const yes = { en: "Yes", de: "Ja", es: "Sí", fr: "Oui", pt: "Sim" };
const no = { en: "No", de: "Nein", es: "No", fr: "Non", pt: "Não" };

/** An answer as people read it: labels instead of values, a dash where nothing was said. */
export function answerText(question: Question, answers: Answers, language: string): string {
  const answer = answers[question.id];
  if (answer === undefined) return "—";
  const values = typeof answer === "string" ? [answer] : answer;
  switch (question.kind) {
    case "yes-no":
      return localize(values[0] === "yes" ? yes : no, language);
    case "short":
    case "long": {
      const text = values.join("\n");
      return showsNothing(text) ? "—" : text;
    }
    case "one-of":
    case "several-of": {
      const labels = new Map(
        question.options.map((option) => [option.value, localize(option.label, language)]),
      );
      return values.map((value) => labels.get(value) ?? value).join("\n");
    }
    default:
      return assertNever(question);
  }
}

const earlierWords = {
  title: {
    en: "Earlier appeals of this redditor here:",
    de: "Frühere Einsprüche dieser Person hier:",
    es: "Apelaciones anteriores de esta persona aquí:",
    fr: "Recours précédents de cette personne ici :",
    pt: "Recursos anteriores desta pessoa aqui:",
  },
  filledIn: {
    en: "form filled in",
    de: "Formular ausgefüllt",
    es: "formulario completado",
    fr: "formulaire rempli",
    pt: "formulário preenchido",
  },
  notFilledIn: {
    en: "form not filled in",
    de: "Formular nicht ausgefüllt",
    es: "formulario sin completar",
    fr: "formulaire non rempli",
    pt: "formulário não preenchido",
  },
  granted: {
    en: "the ban was lifted",
    de: "die Sperre wurde aufgehoben",
    es: "se levantó la expulsión",
    fr: "le bannissement a été levé",
    pt: "o banimento foi retirado",
  },
  denied: {
    en: "the ban stayed",
    de: "die Sperre blieb",
    es: "la expulsión se mantuvo",
    fr: "le bannissement a été maintenu",
    pt: "o banimento foi mantido",
  },
  none: {
    en: "no decision known",
    de: "keine Entscheidung bekannt",
    es: "no consta ninguna decisión",
    fr: "aucune décision connue",
    pt: "nenhuma decisão conhecida",
  },
  open: {
    en: "still open",
    de: "noch offen",
    es: "sigue abierta",
    fr: "encore ouvert",
    pt: "ainda aberto",
  },
} as const;

function earlierBlock(appeals: readonly EarlierAppeal[], language: string): string {
  const words = (name: keyof typeof earlierWords) => localize(earlierWords[name], language);
  const lines = appeals.map(({ openedAt, formSubmittedAt, outcome }) => {
    const form = words(formSubmittedAt ? "filledIn" : "notFilledIn");
    return `* ${openedAt.toISOString().slice(0, 10)}: ${form}, ${words(outcome ?? "open")}`;
  });
  return `${words("title")}\n\n${lines.join("\n")}`;
}

function packed(blocks: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let current = "";
  for (const block of blocks) {
    const joined = current === "" ? block : `${current}\n\n${block}`;
    if (joined.length > longestNote) {
      parts.push(current);
      current = block;
    } else current = joined;
  }
  return current === "" ? parts : [...parts, current];
}

/**
 * A text as one block of a message, or as several where it is too long for one.
 *
 * @param heading what the first block begins with
 */
function blocksOf(
  text: string,
  heading: string,
  write: (piece: string) => string,
): readonly string[] {
  const blocks: string[] = [];
  let begun = heading;
  let left = text;
  do {
    const { head, rest } = cutText(left, longestNote - begun.length, (line) =>
      longestLine(write(line)),
    );
    blocks.push(`${begun}${write(head)}`);
    begun = "";
    left = rest;
  } while (left !== "");
  return blocks;
}

/** Of a written line, however it stands among others: with two blanks that break it, and its end. */
function longestLine(written: string): number {
  return written.length + 3;
}
