import { type BotAccountSettings, type Config, requireBotAccounts } from "@appealmod/config";
import { createRedditGateway, type NetworkRedditGateway } from "@appealmod/reddit";

/** Somebody waits at the terminal: no use in outlasting a window of Reddit's budget. */
const waiting = { maxWaitMs: 30_000, retry: { attempts: 2 } };

/** One of the bot's accounts, and Reddit as it sees it. */
export interface OpenedAccount {
  /** As the settings name it; `undefined` where they do not. */
  readonly name: string | undefined;
  readonly reddit: NetworkRedditGateway;
}

/**
 * The bot's accounts, the first one first. With a refresh token Reddit is asked whose it is,
 * whatever the settings say; a password works for its own account only.
 *
 * @throws ConfigError naming every setting that is missing
 */
export function openAccounts(
  config: Config,
  remark: (text: string) => void,
): readonly [OpenedAccount, ...OpenedAccount[]] {
  const [first, ...further] = requireBotAccounts(config);
  const open = (account: BotAccountSettings): OpenedAccount => ({
    name: account.username,
    reddit: openReddit(account, config, remark),
  });
  return [open(first), ...further.map(open)];
}

function openReddit(
  { login, clientId, clientSecret, userAgent }: BotAccountSettings,
  config: Config,
  remark: (text: string) => void,
): NetworkRedditGateway {
  return createRedditGateway({
    credentials: { clientId, clientSecret, userAgent, ...login },
    baseUrl: config.redditUrl,
    budgetReserve: config.rateLimitFloor,
    ...waiting,
    onEvent(event) {
      if (event.event === "request-repeated")
        remark(`Reddit did not answer ${event.endpoint} (${event.reason}); it is asked again.`);
      if (event.event === "budget-waiting" || event.event === "rate-limited")
        remark(`Waiting ${Math.ceil(event.waitMs / 1000)} s for Reddit's request budget.`);
    },
  });
}
