import type { AppealToImport, ImportBatch } from "@appealmod/use-cases";
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
export function* planBatches(
  gathered: Gathered,
  { appeals, texts }: ToImport,
  isPurged: (username: string) => boolean,
): Generator<ImportBatch> {
  const conversations = [
    ...conversationsOutsideLog(appeals, gathered.conversations),
    ...planConversations(gathered.conversations, appeals, isPurged),
  ];
  for (const some of inPieces(appeals)) yield { appeals: some };
  for (const some of inPieces(conversations)) yield { conversations: some };
  for (const some of inPieces(planSignUps(gathered, isPurged))) yield { signUps: some };
  for (const some of inPieces(texts)) yield { texts: some };
}

function* inPieces<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce);
}
