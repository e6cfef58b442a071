import { enqueue, type JobPayload } from "@appealmod/jobs";
import type { Bot } from "../compose.ts";

/** Hands a conversation over to whichever worker is free. One that waits already is not doubled. */
export async function enqueueConversation(
  bot: Pick<Bot, "database">,
  payload: JobPayload<"process-conversation">,
): Promise<void> {
  await enqueue(bot.database.pool, "process-conversation", payload);
}
