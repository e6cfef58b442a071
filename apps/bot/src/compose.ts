import {
  type BotAccountSettings,
  type Config,
  ensureLinkSecret,
  ensureWritableFolders,
  requireBotAccounts,
  requirePublicSite,
  secretValues,
  siteOutOfReach,
} from "@appealmod/config";
import { type BotEvent, type Clock, type EventLog, nameKey } from "@appealmod/core";
import {
  createAppealStore,
  createBanRegister,
  createCommunitySource,
  type Database,
  openDatabase,
  restoredSpan,
  storeEvents,
} from "@appealmod/db";
import {
  createBanLookup,
  createFormLinks,
  createModerationLogFollower,
  dryRunStore,
  type EnginePorts,
} from "@appealmod/engine";
import { enqueueAll, waitingAppellants } from "@appealmod/jobs";
import { createLogger, createRedactor } from "@appealmod/logger";
import { createMetrics, type Metrics } from "@appealmod/monitoring";
import { createRedditGateway, type RedditGatewayEvent } from "@appealmod/reddit";
import { alertDirectly } from "@appealmod/sinks";
import {
  applyServedSettings,
  createTombstone,
  hookContext,
  hookKey,
  openInstallation,
  publishHookKey,
  readCommunityDefaults,
  serviceNumbers,
  type Tombstone,
} from "@appealmod/use-cases";
import { type Accounts, createAccounts } from "./accounts/accounts.ts";
import type { BotAccount } from "./accounts/bot-account.ts";
import { type CommunityIssues, createCommunityIssues } from "./community-issues.ts";
import { createEventRecorder, type EventRecorder } from "./events/event-recorder.ts";
import { findOldSpool } from "./events/find-old-spool.ts";
import {
  type DeliveryParts,
  deliveryConnections,
  mostSinks,
  openDelivery,
  slackOptions,
} from "./events/open-delivery.ts";
import { keepingRedacted, redactEvent } from "./events/redact-event.ts";
import { recordRedditEvents } from "./events/reddit-events.ts";
import { createMayDecide } from "./jobs/may-decide.ts";
import { probeCommunities } from "./jobs/probe-communities.ts";

/** The bot's parts, wired. */
export interface Bot {
  readonly config: Config;
  readonly database: Database;
  /** What the engine touches the world through, whichever account it works with. */
  readonly ports: Omit<EnginePorts, "reddit" | "bans" | "otherAccounts" | "mayDecide">;
  readonly communityIssues: CommunityIssues;
  readonly accounts: Accounts;
  /** Knows again who was deleted. */
  readonly tombstone: Tombstone;
  readonly metrics: Metrics;
  /** Values that nobody may be told. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** How long MongoDB and Slack may take for what is new when the bot ends. The rest waits in the database. */
const deliveryMs = 400;

/**
 * How long a call waits for its account's budget. A job that would wait longer goes back into
 * the queue: its hand is free for another account's work.
 */
const maxWaitMs = 3_000;

/** The worker's lease and its ear for news take one each, and the runners share a few. */
const ownConnections = 4;

/** Of a longer heap than this nobody needs to know more names at once. */
const mostWaiting = 1_000;

const systemClock: Clock = { now: () => new Date() };

/**
 * The one place where the bot's adapters are constructed.
 *
 * @param clock the machine's; another one tells a story of weeks in a moment
 * @param onEvent hears of everything as it is logged
 * @throws ConfigError, DatabaseSetupError, DatabaseUnreachableError, EmbeddedPostgresError, each with its cure
 */
export async function composeBot(
  config: Config,
  clock: Clock = systemClock,
  onEvent?: (event: BotEvent) => void,
): Promise<Bot> {
  // Whatever can be wrong with settings and files is found before anything is started.
  const settings = requireBotAccounts(config);
  requirePublicSite(config);
  readCommunityDefaults(config);
  await ensureWritableFolders({ data_dir: config.dataDir, log_dir: config.logDir });
  const linkSecret = await ensureLinkSecret(config.linkSecret, config.dataDir);
  const secrets = [...secretValues(config), linkSecret];
  const logger = createLogger({
    program: "bot",
    level: config.logLevel,
    file: { dir: config.logDir, days: config.logDays },
    secrets,
  });
  const redact = createRedactor(secrets);
  const slack = slackOptions(config);
  const events = createEventRecorder({
    logger,
    redact,
    now: () => clock.now(),
    alertDirectly: (event) => void alertDirectly(slack, event),
    ...(onEvent && { onEvent }),
  });
  const closers = [() => logger.close()];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const installation = await openInstallation({
      config,
      poolSize: 2 * config.workerConcurrency + 8,
      connections: config.workerConcurrency + ownConnections,
    });
    closers.push(() => installation.close());
    const { database } = installation;
    const metrics = createMetrics({
      program: "bot",
      numbers: () => serviceNumbers(installation, clock.now()),
    });
    const { subreddits } = config;
    await applyServedSettings(
      installation,
      { kind: "program" },
      { subreddits, accounts: settings },
    );
    const communities = createCommunitySource(database, readCommunityDefaults(config));
    const hooks = hookKey(linkSecret);
    await publishHookKey(installation, { kind: "program" }, linkSecret);
    const formLinks = createFormLinks(linkSecret, config.webUrl);
    closers.push(
      await deliverEvents(events, {
        ...{ config, communities, clock, databaseUrl: installation.databaseUrl, database },
        formAddress: formLinks.formAddress,
        openHook: ({ subredditKey, sealedAddress }) =>
          hooks.open(sealedAddress, hookContext(subredditKey)),
      }),
    );

    const spool = await findOldSpool(config.dataDir, clock.now());
    if (spool) events.record(spool);
    warnOfSite(config, events, clock);
    const communityIssues = createCommunityIssues(database, events, clock);
    const connect = (each: BotAccountSettings) => {
      const isOneOfSeveral = settings.length > 1;
      const parts = { config, database, events, clock, metrics, isOneOfSeveral, onRefused };
      const account: BotAccount = connectAccount(each, parts, () =>
        accounts.assignments.servedBy(account),
      );
      return account;
    };
    const onRefused = (subreddits: readonly string[]) =>
      void probeCommunities(database, subreddits, communityIssues);
    const [first, ...further] = settings;
    const accounts = createAccounts([connect(first), ...further.map(connect)], {
      database,
      issues: communityIssues,
      events,
      clock,
    });
    await accounts.refresh();
    const handling = {
      redact: (event: BotEvent) => redactEvent(event, redact),
      onStored: (event: BotEvent) => events.logStored(event),
    };
    const store = keepingRedacted(createAppealStore(database, handling), redact);
    const tombstone = createTombstone(linkSecret);
    const ports: Bot["ports"] = {
      restored: await restoredSpan(database.orm, clock.now()),
      ...{ events, clock, communities, formLinks, isDryRun: config.debug, draw: Math.random },
      store: config.debug ? dryRunStore(store) : store,
    };
    const own = { communityIssues, accounts, tombstone, metrics, secrets };
    return { config, database, ports, ...own, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Begins to store events and to deliver them. @returns what ends it */
async function deliverEvents(
  events: EventRecorder,
  parts: Omit<DeliveryParts, "database" | "recorder"> & {
    readonly database: Database;
    readonly databaseUrl: string;
  },
): Promise<() => Promise<void>> {
  const { database, databaseUrl, ...rest } = parts;
  const own = openDatabase({ url: databaseUrl, poolSize: mostSinks + deliveryConnections });
  const delivery = await openDelivery({ ...rest, database: own, recorder: events });
  // A new webhook is told of everything from now on.
  await delivery.opened;
  events.storeBy(async (batch) => {
    await storeEvents(database.orm, batch);
    delivery.wake();
  });
  return async () => {
    await events.flush();
    await delivery.close(deliveryMs);
    events.stop();
    await own.close();
  };
}

/** What an account's work touches the world through. */
export function enginePorts({ ports, accounts, database }: Bot, account: BotAccount): EnginePorts {
  const { events } = ports;
  const told: EventLog = {
    record: (event) =>
      events.record({ ...event, details: { ...event.details, account: account.label } }),
  };
  const isOnly = accounts.all.length === 1;
  return {
    ...ports,
    events: isOnly ? events : told,
    reddit: account.reddit,
    bans: account.bans,
    mayDecide: createMayDecide({ database, clock: ports.clock, reddit: account.reddit }),
    otherAccounts: accounts.own(),
  };
}

/** Where the bot would not start with it unless this were a dry run. */
function warnOfSite(config: Config, events: EventLog, clock: Clock): void {
  const problem = siteOutOfReach(config);
  if (problem === null) return;
  events.record({
    event: "site-out-of-reach",
    level: "warn",
    audience: "alert",
    message: `Without debug: true the bot would not start. ${problem}.`,
    at: clock.now(),
  });
}

function connectAccount(
  { username, subreddits: _, login, ...client }: BotAccountSettings,
  parts: {
    readonly config: Config;
    readonly database: Database;
    readonly events: EventLog;
    readonly clock: Clock;
    readonly metrics: Metrics;
    readonly isOneOfSeveral: boolean;
    /** Told when Reddit refuses one of these communities and does not say which. */
    readonly onRefused: (subreddits: readonly string[]) => void;
  },
  /** The communities that the account serves. */
  subreddits: () => readonly string[],
): BotAccount {
  const { config, clock, database, events } = parts;
  const label = username === undefined ? "the bot's account" : `u/${username}`;
  const tell = recordRedditEvents(parts.events, parts.isOneOfSeveral ? label : null);
  const onEvent = (happened: RedditGatewayEvent) => {
    tell(happened);
    if (happened.event === "communities-refused") parts.onRefused(happened.subreddits);
  };
  const reddit = createRedditGateway({
    credentials: { ...client, username, ...login },
    baseUrl: config.redditUrl,
    budgetReserve: config.rateLimitFloor,
    maxWaitMs,
    clock,
    onEvent,
    onRequest: ({ endpoint, status }) => parts.metrics.countRequest(endpoint, status),
  });
  const register = createBanRegister(database, (error) =>
    events.record({
      event: "ban-log-position-unreadable",
      level: "error",
      audience: "error",
      message: `The moderation log of u/${username} is followed anew, and bans are asked about until it is: ${error.message}`,
      error,
      at: clock.now(),
    }),
  );
  const known = { reddit, register, clock, events };
  const moderationLog = createModerationLogFollower({
    ...known,
    subreddits,
    onLifted: async (appeals) => {
      const jobs = appeals.map(({ conversationId, subreddit, username }) => ({
        payload: { conversationId, subreddit, username, because: "unban" as const },
      }));
      // A dry run closes nothing, and so would look at each of them again and again.
      if (!config.debug) await enqueueAll(database.pool, "process-conversation", jobs);
    },
    onModeratorsChanged: (changed) =>
      enqueueAll(
        database.pool,
        "refresh-subreddit",
        changed.map((subreddit) => ({ payload: { subreddit } })),
      ),
  });
  const bans = createBanLookup({
    ...known,
    follower: moderationLog,
    waitingIn: (subreddit) => waitingAppellants(database.pool, subreddit, mostWaiting),
  });
  const key = username === undefined ? null : nameKey(username);
  return { key, label, reddit, moderationLog, bans, register };
}
