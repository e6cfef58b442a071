import { setTimeout as wait } from "node:timers/promises";
import { parseAnswers, type QuestionSet } from "@appealmod/core";
import { awaitUntil } from "@appealmod/testing-installation";
import { findForm, submitForm } from "@appealmod/use-cases";
import { type BenchGround, community } from "./bench-ground.ts";

/** People who contest a ban, by the ids of their conversations. */
export interface Crowd {
  readonly conversationIds: readonly string[];
}

/** All of them at once: each banned a moment ago, each with an answer to the notice. */
export async function arriveAtOnce({ control }: BenchGround, count: number): Promise<Crowd> {
  const { conversationIds } = await control.seedAppeals({ subreddit: community, count });
  return { conversationIds };
}

/** One after the other, evenly over a time. */
export async function arriveOver(
  ground: BenchGround,
  count: number,
  overMs: number,
  signal: AbortSignal,
): Promise<Crowd> {
  const ids: string[] = [];
  const began = performance.now();
  // A pause is never shorter than the machine can keep: what is due by then arrives together.
  while (ids.length < count && !signal.aborted) {
    const due = Math.min(count, 1 + Math.floor(((performance.now() - began) / overMs) * count));
    if (due > ids.length)
      ids.push(...(await arriveAtOnce(ground, due - ids.length)).conversationIds);
    await wait(Math.min(50, overMs / count));
  }
  return { conversationIds: ids };
}

/** How many of all appeals have been invited and archived. */
export async function countInvited({ database }: BenchGround): Promise<number> {
  return countOf(
    database,
    "select count(*)::int as n from actions where key like 'archive%' and status = 'settled'",
  );
}

/** How many of all appeals stand before the moderators again. */
export async function countForwarded({ database }: BenchGround): Promise<number> {
  return countOf(
    database,
    "select count(*)::int as n from actions where key like 'unarchive%' and status = 'settled'",
  );
}

async function countOf(database: BenchGround["database"], sql: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(sql);
  return rows[0]?.n ?? 0;
}

/** Waits until so many are done and the queue is empty. @returns milliseconds that it took */
export async function awaitDone(
  ground: BenchGround,
  count: (ground: BenchGround) => Promise<number>,
  goal: number,
  withinMs = 1_200_000,
): Promise<number> {
  const began = performance.now();
  await awaitUntil(
    `${goal} conversations done`,
    async () => (await count(ground)) >= goal && (await queueIsEmpty(ground)),
    withinMs,
    100,
  );
  return performance.now() - began;
}

async function queueIsEmpty({ database }: BenchGround): Promise<boolean> {
  const { rows } = await database.pool.query("select 1 from graphile_worker.jobs limit 1");
  return rows.length === 0;
}

/** The link in the bot's invite. */
export async function linkOf({ control }: BenchGround, conversationId: string): Promise<string> {
  const { messages } = await control.conversation(conversationId);
  const link = messages
    .map(({ body }) => /https?:\/\/[^\s)\]]+\/form\/[A-Za-z0-9_-]+/.exec(body)?.[0])
    .find((found) => found !== undefined);
  if (!link) throw new Error(`conversation ${conversationId} holds no link to a form`);
  return link;
}

/** Does with a filled form what the site does. */
export async function sendForm({ database }: BenchGround, link: string): Promise<void> {
  const token = link.split("/").at(-1) ?? "";
  const form = await findForm(database, token);
  if (!form) throw new Error("the form of an invite is unknown");
  const parsed = parseAnswers(form.questions, answersTo(form.questions));
  if (!parsed.isValid) throw new Error(`the answers do: ${JSON.stringify(parsed.problems)}`);
  const outcome = await submitForm(
    { database },
    { kind: "redditor", formToken: token },
    { answers: parsed.answers, seen: null, at: new Date() },
  );
  if (outcome !== "submitted") throw new Error(`a form was not taken: ${outcome}`);
}

/** Some hundred words, as people write. */
function answersTo({ questions }: QuestionSet): Record<string, string | readonly string[]> {
  const answers: Record<string, string | readonly string[]> = {};
  for (const question of questions) {
    if (question.kind === "one-of" || question.kind === "several-of") {
      const [first] = question.options;
      if (first) answers[question.id] = question.kind === "one-of" ? first.value : [first.value];
    } else if (question.kind === "yes-no") answers[question.id] = "yes";
    else
      answers[question.id] = "I left two bags at the lake, and I have been back to fetch them. "
        .repeat(4)
        .slice(0, question.maxLength ?? 300);
  }
  return answers;
}
