import { RedditError } from "@appealmod/core";
import { isConnectionFailure } from "@appealmod/db";
import type { RunnerName } from "../arguments.ts";
import type { Bot } from "../compose.ts";

/** The same trouble, met by pass after pass, is told again after this long. */
const repeatAfterMs = 10 * 60_000;

/**
 * A pass that fails is told of and taken again; trouble that lasts is told once in a while,
 * and its end once. Only a login refused at the start ends the bot.
 *
 * @throws RedditError `login-refused`, before any pass has succeeded
 */
export function guardedPass(
  bot: Bot,
  runner: RunnerName,
  pass: () => Promise<void>,
): () => Promise<void> {
  const { events, clock } = bot.ports;
  let hasSucceeded = false;
  let told: { readonly reason: string; readonly at: number } | null = null;
  return async () => {
    const at = clock.now();
    try {
      await pass();
      hasSucceeded = true;
      if (told === null) return;
      told = null;
      const message = `The passes of ${runner} succeed again.`;
      events.record({
        event: "pass-recovered",
        level: "info",
        audience: "alert",
        message,
        runner,
        at,
      });
    } catch (error) {
      const isRefused = error instanceof RedditError && error.kind === "login-refused";
      if (isRefused && !hasSucceeded) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (told?.reason === reason && at.getTime() - told.at < repeatAfterMs) return;
      told = { reason, at: at.getTime() };
      const isOutage = isPassing(error);
      events.record({
        event: "pass-failed",
        level: isOutage ? "warn" : "error",
        audience: isOutage ? "alert" : "error",
        message: `A pass of ${runner} failed and is taken again: ${reason}`,
        runner,
        error,
        at,
      });
    }
  };
}

function isPassing(error: unknown): boolean {
  if (isConnectionFailure(error)) return true;
  return error instanceof RedditError && ["unreachable", "rate-limited"].includes(error.kind);
}
