import { type Config, requireRedditCredentials, secretValues } from "@appealmod/config";
import type { Clock } from "@appealmod/core";
import {
  createAppealStore,
  createCommunitySource,
  type Database,
  listServedCommunities,
  migrateDatabase,
  openDatabase,
  serveCommunities,
} from "@appealmod/db";
import { ensureEmbeddedPostgres } from "@appealmod/db/embedded";
import {
  createFormLinks,
  type EnginePorts,
  type ListingFollower,
  withoutMarks,
} from "@appealmod/engine";
import { migrateJobs } from "@appealmod/jobs";
import { createLogger, createRedactor } from "@appealmod/logger";
import { createRedditGateway, type RedditGatewayEvent } from "@appealmod/reddit";
import { readCommunityDefaults } from "./community-defaults.ts";
import { type CommunityTroubles, createCommunityTroubles } from "./community-troubles.ts";
import { type EventOutlets, openEventOutlets } from "./event-outlets.ts";
import { findLost } from "./jobs/find-lost.ts";
import { ensureLinkSecret } from "./link-secret.ts";
import { tellRedditEvents } from "./reddit-events.ts";
import { createSlackTurns } from "./slack-turns.ts";
import { ensureWritableFolders } from "./writable-folders.ts";

/** The bot's parts, wired. */
export interface Bot {
  readonly config: Config;
  readonly database: Database;
  readonly ports: EnginePorts;
  readonly communityTroubles: CommunityTroubles;
  /** Resolves when Reddit's budget allows a request; whatever begins with a look waits for it first. */
  readonly whenRedditOpen: () => Promise<void>;
  /** Whoever follows the listing in this process, and so can vouch for what it showed. */
  readonly listing: { follower: ListingFollower | null };
  /** Communities to serve, as of the last refresh; never asks anything. */
  readonly servedSubreddits: () => readonly string[];
  readonly refreshServed: () => Promise<void>;
  close(): Promise<void>;
}

/** How long log, archive and Slack may take to deliver what they hold when the bot ends. */
const deliveryMs = 400;

const systemClock: Clock = { now: () => new Date() };

/**
 * The one place where the bot's adapters are constructed.
 *
 * @param clock the machine's; another one tells a story of weeks in a moment
 * @throws ConfigError, DatabaseUnreachableError, EmbeddedPostgresError, each with its cure
 */
export async function composeBot(config: Config, clock: Clock = systemClock): Promise<Bot> {
  // Whatever can be wrong with settings and files is found before anything is started.
  requireRedditCredentials(config);
  readCommunityDefaults(config);
  await ensureWritableFolders(config);
  const linkSecret = await ensureLinkSecret(config.linkSecret, config.dataDir);
  const secrets = [...secretValues(config), linkSecret];
  const logger = createLogger({
    program: "bot",
    level: config.logLevel,
    file: { dir: config.logDir, days: config.logDays },
    secrets,
  });
  const outlets = await openEventOutlets(config, logger, createRedactor(secrets), clock);
  const closers = [() => logger.close(), () => outlets.close(deliveryMs)];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const { url, release } = config.databaseUrl
      ? { url: config.databaseUrl, release: async () => {} }
      : await ensureEmbeddedPostgres({ dataDir: config.dataDir });
    closers.push(release);
    const database = openDatabase({ url, poolSize: 2 * config.workerConcurrency + 8 });
    closers.push(() => database.close());
    await migrateDatabase(database.pool);
    await migrateJobs(database.pool);
    await serveCommunities(database, config.subreddits);
    outlets.shareSlack(createSlackTurns(database));

    const communityTroubles = createCommunityTroubles(database, outlets.events, clock);
    const onRefused = (subreddits: readonly string[]) =>
      void findLost(database, subreddits, communityTroubles);
    const { ports, whenRedditOpen } = connect({
      config,
      database,
      outlets,
      linkSecret,
      clock,
      onRefused,
    });
    let served: readonly string[] = [];
    const refreshServed = async () => {
      const communities = await listServedCommunities(database);
      served = communities.map(({ name }) => name);
      communityTroubles.learn(communities);
    };
    await refreshServed();
    const servedSubreddits = () => served;
    const listing = { follower: null };
    return {
      config,
      database,
      ports,
      communityTroubles,
      whenRedditOpen,
      listing,
      servedSubreddits,
      refreshServed,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function connect(parts: {
  readonly config: Config;
  readonly database: Database;
  readonly outlets: EventOutlets;
  readonly linkSecret: string;
  readonly clock: Clock;
  /** Told when Reddit refuses one of these communities and does not say which. */
  readonly onRefused: (subreddits: readonly string[]) => void;
}): Pick<Bot, "ports" | "whenRedditOpen"> {
  const { config, database, linkSecret, clock } = parts;
  const { events, archive } = parts.outlets;
  const { login, ...client } = requireRedditCredentials(config);
  const store = createAppealStore(database);
  const tell = tellRedditEvents(events);
  const onEvent = (happened: RedditGatewayEvent) => {
    tell(happened);
    if (happened.event === "communities-refused") parts.onRefused(happened.subreddits);
  };
  const reddit = createRedditGateway({
    credentials: { ...client, username: config.redditUsername, ...login },
    baseUrl: config.redditUrl,
    budgetReserve: config.rateLimitFloor,
    clock,
    onEvent,
  });
  const ports: EnginePorts = {
    events,
    archive,
    clock,
    reddit,
    store: config.debug ? withoutMarks(store) : store,
    communities: createCommunitySource(database, readCommunityDefaults(config)),
    draw: Math.random,
    formLinks: createFormLinks(linkSecret, config.webUrl),
    otherAccounts: [],
    isDryRun: config.debug,
  };
  return { ports, whenRedditOpen: () => reddit.whenOpen() };
}
