import { RedditError } from "@appealmod/core";
import { isConnectionFailure } from "@appealmod/db";
import { isLoginRefusal } from "../accounts/accounts.ts";
import type { BotAccount } from "../accounts/bot-account.ts";
import type { RunnerName } from "../arguments.ts";
import type { Bot } from "../compose.ts";

/** The same failure of pass after pass is reported again after this long. */
const repeatAfterMs = 10 * 60_000;

/**
 * A pass that fails is reported and repeated; a failure that lasts is reported once in a while,
 * and its end once.
 *
 * @param account the one with which the runner works, where each has a pass of its own
 */
export function withErrorBoundary(
  bot: Bot,
  { runner, account }: { readonly runner: RunnerName; readonly account?: BotAccount },
  pass: () => Promise<void>,
): () => Promise<void> {
  const { events, clock } = bot.ports;
  const isOneOfSeveral = account !== undefined && bot.accounts.all.length > 1;
  const whose = isOneOfSeveral ? `${runner} for ${account.label}` : runner;
  let reported: { readonly reason: string; readonly at: number } | null = null;
  return async () => {
    const at = clock.now();
    try {
      await pass();
      if (reported === null) return;
      reported = null;
      const message = `The passes of ${whose} succeed again.`;
      events.record({
        event: "pass-recovered",
        level: "info",
        audience: "alert",
        message,
        runner,
        at,
      });
    } catch (error) {
      if (account && isLoginRefusal(error))
        return await bot.accounts.logins.refused(account, error);
      const reason = error instanceof Error ? error.message : String(error);
      if (reported?.reason === reason && at.getTime() - reported.at < repeatAfterMs) return;
      reported = { reason, at: at.getTime() };
      const isOutage = isPassing(error);
      events.record({
        event: "pass-failed",
        level: isOutage ? "warn" : "error",
        audience: isOutage ? "alert" : "error",
        message: `A pass of ${whose} failed and is taken again: ${reason}`,
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
