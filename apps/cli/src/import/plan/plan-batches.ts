import type { AppealToImport, ImportBatch } from "@appealmod/use-cases";
import type { EarlierMongo } from "../source/earlier-mongo.ts";
import type { Gathered } from "../source/gather.ts";
import { conversationsOutsideLog, planConversations } from "./plan-conversations.ts";
import { planSignUps } from "./plan-sign-ups.ts";
import type { planTexts } from "./plan-texts.ts";

/** So many rows are written in one transaction. */
const atOnce = 200;

export interface ToImport {
  readonly appeals: readonly AppealToImport[];
  readonly texts: ReturnType<typeof planTexts>["texts"];
}

/** Everything that is brought over, in the order in which it is written: appeals first. */
export async function* planBatches(
  mongo: EarlierMongo,
  gathered: Gathered,
  { appeals, texts }: ToImport,
  isPurged: (username: string) => boolean,
): AsyncGenerator<ImportBatch> {
  const { conversations: summaries } = gathered;
  for await (const batch of inPieces(appeals)) yield { appeals: batch };
  const outside = conversationsOutsideLog(appeals, summaries);
  for await (const conversations of inPieces(outside)) yield { conversations };
  const inside = planConversations(mongo, summaries, appeals, isPurged);
  for await (const conversations of inPieces(inside)) yield { conversations };
  for await (const signUps of inPieces(planSignUps(gathered, isPurged))) yield { signUps };
  for await (const some of inPieces(texts)) yield { texts: some };
}

async function* inPieces<T>(all: Iterable<T> | AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let piece: T[] = [];
  for await (const one of all) {
    piece.push(one);
    if (piece.length < atOnce) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
