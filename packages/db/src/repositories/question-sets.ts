import { createHash } from "node:crypto";
import { type QuestionSet, questionSetSchema } from "@appealmod/core";
import type { Orm } from "../open-database.ts";
import { questionSets } from "../schema/index.ts";

/** Stores a set of questions, once for each content. @returns the id of its row */
export async function keepQuestionSet(orm: Orm, questions: QuestionSet): Promise<string> {
  const content = questionSetSchema.parse(questions);
  const id = contentHash(content);
  await orm.insert(questionSets).values({ id, content }).onConflictDoNothing();
  return id;
}

function contentHash(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content, sortedKeys)).digest("hex");
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
