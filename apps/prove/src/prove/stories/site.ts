import { type Answers, askedAnswers, parseAnswers, type QuestionSet } from "@appealmod/core";
import { type Database, findForm, isConnectionFailure } from "@appealmod/db";
import { awaitUntil, submitForm as postForm } from "@appealmod/testing-installation";
import { submitForm } from "@appealmod/use-cases";
import type { SentForm } from "./evidence.ts";

/** Whatever takes a form: the site's own doing on the database, or the site itself. */
export interface Site {
  send(link: string, marks: { readonly tag: string; readonly isLong: boolean }): Promise<SentForm>;
}

/**
 * Does with a sent form what the site does: checks it, stores it, and enqueues its
 * conversation in the same transaction. While the database is away it tries again, as the
 * redditor would.
 */
export function createSite(database: Database): Site {
  return {
    async send(link, { tag, isLong }) {
      const token = link.split("/").at(-1) ?? "";
      const filled: { questions: QuestionSet | null } = { questions: null };
      let mayBeSent = false;
      const outcome = await awaitUntil(
        "the database to take a form",
        async () => {
          try {
            const form = await findForm(database, token);
            if (!form) return "unknown";
            filled.questions = form.questions;
            const parsed = parseAnswers(form.questions, answersFor(form.questions, tag, isLong));
            if (!parsed.isValid)
              throw new Error(`the answers are no good: ${JSON.stringify(parsed.problems)}`);
            const { answers } = parsed;
            const redditor = { kind: "redditor", formToken: token } as const;
            const posted = { answers, seen: null, at: new Date() };
            const sent = await submitForm({ database }, redditor, posted);
            if (sent === "changed" || sent === "full")
              throw new Error(`a form that nobody else wrote in is ${sent}`);
            if (sent !== "already-submitted" || !mayBeSent) return sent;
            // The database may have taken it and died before it could say so; or an earlier one was sent.
            const stored = (await findForm(database, token))?.answers ?? {};
            return JSON.stringify(stored).includes(`${tag} begins`) ? "submitted" : sent;
          } catch (error) {
            if (!isConnectionFailure(error)) throw error;
            mayBeSent = true;
            return null;
          }
        },
        60_000,
        200,
      );
      const { questions } = filled;
      const marks = questions
        ? marksOf(askedAnswers(questions, answersFor(questions, tag, isLong)), tag)
        : [];
      return { through: "database", token, outcome, marks };
    },
  };
}

/** Sends forms through the real site, over HTTP and without JavaScript. */
export function throughSite(direct: Site): Site {
  return {
    async send(link, marks) {
      const sent = await postForm(link).catch(() => null);
      // The words are the site test's own: that they arrive whole is checked by what stands in the note.
      if (sent?.status !== 200) return direct.send(link, marks);
      const token = link.split("/").at(-1) ?? "";
      return {
        through: "site",
        token,
        outcome: "submitted",
        marks: ["two bags of rubbish", "Leave no trace"],
      };
    },
  };
}

function answersFor(questions: QuestionSet, tag: string, isLong: boolean): Answers {
  const answers: Record<string, string | readonly string[]> = {};
  for (const [index, question] of questions.questions.entries()) {
    switch (question.kind) {
      case "one-of":
      case "several-of": {
        const [first] = question.options;
        if (first) answers[question.id] = question.kind === "one-of" ? first.value : [first.value];
        break;
      }
      case "yes-no":
        answers[question.id] = "yes";
        break;
      default:
        answers[question.id] = words(`q${index}${tag}`, isLong ? question.maxLength : 60);
    }
  }
  return answers;
}

/** Lines that are all marked, so that any part of them can be told; the last one in its own way. */
function words(mark: string, most: number | undefined): string {
  const lines = [`${mark} begins`];
  const ending = `${mark} ends`;
  const room = (most ?? 300) - ending.length - 1;
  for (let at = 1; lines.join("\n").length + mark.length + 8 < room; at += 1)
    lines.push(`${mark} ${at}`);
  return [...lines, ending].join("\n");
}

function marksOf(answers: Answers, tag: string): readonly string[] {
  return Object.values(answers).flatMap((answer) =>
    typeof answer === "string" && answer.includes(tag)
      ? answer.split("\n").filter((line) => /begins|ends/.test(line))
      : [],
  );
}
