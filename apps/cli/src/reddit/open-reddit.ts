import { type Config, requireRedditCredentials } from "@appealmod/config";
import { createRedditGateway, type NetworkRedditGateway } from "@appealmod/reddit";

/** Somebody waits at the terminal: no use in outlasting a window of Reddit's budget. */
const patience = { maxWaitMs: 30_000, retry: { attempts: 2 } };

/**
 * Reddit as the bot sees it. With a refresh token Reddit is asked whose it is, whatever the
 * settings say; a password works for its own account only.
 *
 * @throws ConfigError naming every setting that is missing
 */
export function openReddit(config: Config, remark: (text: string) => void): NetworkRedditGateway {
  const { login, ...client } = requireRedditCredentials(config);
  return createRedditGateway({
    credentials: { ...client, ...login },
    baseUrl: config.redditUrl,
    budgetReserve: config.rateLimitFloor,
    ...patience,
    onEvent(event) {
      if (event.event === "request-repeated")
        remark(`Reddit did not answer ${event.endpoint} (${event.reason}); it is asked again.`);
      if (event.event === "budget-waiting" || event.event === "rate-limited")
        remark(`Waiting ${Math.ceil(event.waitMs / 1000)} s for Reddit's request budget.`);
    },
  });
}
