import { type Config, requireBotAccounts, siteOutOfReach } from "@appealmod/config";
import { createRedditGateway, type NetworkRedditGateway } from "@appealmod/reddit";
import { openInstallation } from "@appealmod/use-cases";
import { standingAfter, standingOf } from "../reddit/community-standing.ts";

/** What init asks for: a setting, and how it is asked. */
export interface Question {
  readonly key: string;
  readonly message: string;
  /** What is set now. */
  readonly value: (config: Config) => string | undefined;
  readonly isSecret?: boolean;
  /** May be left empty. */
  readonly isOptional?: boolean;
  /** The site needs it as well, which is given none of the bot's secrets. */
  readonly isOfSite?: boolean;
}

/** Questions that are checked together, once all of them are answered. */
export interface Topic {
  readonly title: string;
  readonly questions: readonly Question[];
  /** @returns what was found. @throws Error that says what is wrong with the answers */
  check(config: Config): Promise<string>;
}

const requestMs = 15_000;

export const topics: readonly Topic[] = [
  {
    title: "The bot's account",
    questions: [
      {
        key: "reddit_username",
        value: (config) => config.redditUsername,
        message: "Name of the bot's account",
        isOfSite: true,
      },
      {
        key: "reddit_password",
        value: (config) => config.redditPassword,
        message: "Its password",
        isSecret: true,
      },
      {
        key: "client_id",
        value: (config) => config.clientId,
        message: "Id of its app (type script, reddit.com/prefs/apps)",
      },
      {
        key: "client_secret",
        value: (config) => config.clientSecret,
        message: "Secret of that app",
        isSecret: true,
      },
      {
        key: "user_agent",
        value: (config) => config.userAgent,
        message: "How it names itself: platform:name:version (by /u/you)",
      },
    ],
    check: async (config) => `Logged in as u/${await gateway(config).whoAmI()}.`,
  },
  {
    title: "Communities",
    questions: [
      {
        key: "subreddits",
        value: (config) => config.subreddits.join(", "),
        message: "Communities to serve, separated by commas",
      },
    ],
    async check(config) {
      const reddit = gateway(config);
      const account = await reddit.whoAmI();
      const standings = await Promise.all(
        config.subreddits.map((subreddit) =>
          reddit
            .subredditFacts(subreddit)
            .then((facts) => standingOf(facts, account))
            .catch((error: unknown) => standingAfter(error, subreddit)),
        ),
      );
      const lacking = standings.filter(({ verdict }) => verdict === "lacking");
      const inWords = ({ subreddit, explanation }: (typeof standings)[number]) =>
        `r/${subreddit}: ${explanation}`;
      if (lacking.length > 0) throw new Error(lacking.map(inWords).join(" "));
      return standings.map(inWords).join(" ");
    },
  },
  {
    title: "The site",
    questions: [
      {
        key: "web_url",
        value: (config) => config.webUrl,
        message: "Its public address; form links begin with it",
        isOfSite: true,
      },
    ],
    async check(config) {
      const problem = siteOutOfReach(config);
      return problem === null
        ? `Form links begin with ${config.webUrl}.`
        : `${problem}. The bot starts with debug: true alone.`;
    },
  },
  {
    title: "Signing in on the site",
    questions: [
      {
        key: "site_client_id",
        value: (config) => config.siteClientId,
        message: "Id of an app of type web app, for moderators to sign in; empty for none",
        ...{ isOptional: true, isOfSite: true },
      },
      {
        key: "site_client_secret",
        value: (config) => config.siteClientSecret,
        message: "Secret of that app",
        ...{ isSecret: true, isOptional: true, isOfSite: true },
      },
    ],
    async check({ siteClientId, siteClientSecret, webUrl }) {
      if (siteClientId === undefined && siteClientSecret === undefined)
        return "Nobody can sign in.";
      if (siteClientId === undefined || siteClientSecret === undefined)
        throw new Error(
          "An app has both, an id (site_client_id) and a secret (site_client_secret).",
        );
      return `Moderators sign in by an app whose redirect address is ${webUrl}/api/auth/callback/reddit.`;
    },
  },
  {
    title: "Postgres",
    questions: [
      {
        key: "database_url",
        value: (config) => config.databaseUrl,
        message: "postgres://user:password@host/name; empty for the server that comes along",
        isSecret: true,
        isOptional: true,
        isOfSite: true,
      },
    ],
    async check({ databaseUrl, dataDir }) {
      if (databaseUrl === undefined) return "The server that comes along is used.";
      const opened = await openInstallation({ config: { databaseUrl, dataDir }, poolSize: 2 });
      await opened.close();
      return "It answers, and its tables are up to date.";
    },
  },
  {
    title: "Slack",
    questions: [
      {
        key: "slack_hook_main",
        value: (config) => config.slackHookMain,
        message: "A webhook for news; empty for none",
        isSecret: true,
        isOptional: true,
      },
    ],
    async check({ slackHookMain }) {
      if (slackHookMain === undefined) return "Nothing is sent to Slack.";
      const response = await fetch(slackHookMain, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: "A test message of AppealMod's init." }),
        signal: AbortSignal.timeout(requestMs),
      }).catch(() => {
        throw new Error("The webhook does not answer.");
      });
      if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
      return "A test message was sent.";
    },
  },
];

function gateway(config: Config): NetworkRedditGateway {
  const [{ login, clientId, clientSecret, userAgent }] = requireBotAccounts(config);
  return createRedditGateway({
    credentials: { clientId, clientSecret, userAgent, ...login },
    baseUrl: config.redditUrl,
    ...{ maxWaitMs: requestMs, retry: { attempts: 2 } },
  });
}
