import { findSignUp } from "@appealmod/db";
import type { JobPayload } from "@appealmod/jobs";
import type { Bot } from "../compose.ts";

/**
 * Notifies operators of a community that wants to take part: for jobs that the version before has
 * left in the queue. A sign-up is an event of its own by now, and nothing enqueues this any more.
 */
export async function announceSignUp(
  bot: Bot,
  { signUpId }: JobPayload<"announce-sign-up">,
): Promise<void> {
  const signUp = await findSignUp(bot.database, signUpId);
  if (!signUp) return;
  bot.ports.events.record({
    event: "signed-up",
    level: "info",
    audience: "milestone",
    message: `A new sign-up: u/${signUp.redditUsername} for ${signUp.subredditUrl}.`,
    username: signUp.redditUsername,
    at: bot.ports.clock.now(),
  });
}
