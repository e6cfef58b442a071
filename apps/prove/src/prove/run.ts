import { setTimeout as wait } from "node:timers/promises";
import type { ConversationView } from "@appealmod/reddit-simulator/testing";
import { type Broken, breakThings } from "./faults/break-things.ts";
import { planFaults } from "./faults/fault-plan.ts";
import { awaitQuiet, type Unfinished } from "./ground/await-quiet.ts";
import { cast, type ProvingGround } from "./ground/proving-ground.ts";
import type { ProveOptions } from "./options.ts";
import type { Deed, RunEvidence, StoryEvidence } from "./stories/evidence.ts";
import { generateStories } from "./stories/generate-stories.ts";
import { playStory } from "./stories/play-story.ts";
import { createRooms } from "./stories/rooms.ts";
import { createSite, throughSite } from "./stories/site.ts";
import { communities, type Story } from "./stories/story.ts";

export interface Strike {
  readonly label: string;
  readonly endpoint: string;
  readonly times: number;
}

/** Everything that a run leaves behind. */
export interface RunResult {
  readonly run: RunEvidence;
  readonly stories: readonly StoryEvidence[];
  /** Conversations that belong to no story. */
  readonly strangers: readonly ConversationView[];
  readonly broken: Broken;
  readonly unfinished: Unfinished | null;
  readonly requests: Readonly<Record<string, number>>;
  readonly requestsByAccount: Readonly<Record<string, number>>;
  /** Requests that a fault of Reddit's answers has struck. */
  readonly strikes: readonly Strike[];
  /** Stories that could not be played to their end, and why. */
  readonly unplayed: readonly string[];
  readonly tookMs: { readonly stories: number; readonly quiet: number };
}

/** A bot may act for this long on what it saw: a hanging request is given up after 30 seconds. */
const slackMs = { calm: 8_000, broken: 75_000 };
const quietWithinMs = 300_000;

/** Plays all stories while things break, waits until all is quiet, and gathers what there is to see. */
export async function runStories(
  ground: ProvingGround,
  options: ProveOptions,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<RunResult> {
  const { seed, durationMs, faults } = options;
  const { kinds } = options;
  const all = generateStories({ seed, count: options.stories, durationMs, kinds });
  const { only } = options;
  const told = only === null ? all : all.filter(({ number }) => only.includes(number));
  // The first of a few stories begins at once, and whatever was to break before it is left out.
  const first = Math.max(0, Math.min(...told.map(({ startMs }) => startMs)) - 3000);
  const skippedMs = only === null ? 0 : first;
  const plan = planFaults({ seed, durationMs, kinds: faults })
    .filter(({ atMs }) => atMs >= skippedMs)
    .map((fault) => ({ ...fault, atMs: fault.atMs - skippedMs }));

  const players = createPlayers(ground, options, signal);
  const began = Date.now();
  const mended = new AbortController();
  const breaking = breakThings(ground, plan, AbortSignal.any([signal, mended.signal]));
  const unplayed: string[] = [];
  let over = 0;
  const progress = setInterval(
    () => say(`${over} of ${told.length} stories over, ${seconds(began)} s`),
    2000,
  );
  const played = await Promise.all(
    told.map(async (story): Promise<{ story: Story; deeds: readonly Deed[] }> => {
      const dueMs = story.startMs - skippedMs - (Date.now() - began);
      await wait(Math.max(0, dueMs), undefined, { signal }).catch(() => {});
      try {
        return { story, deeds: signal.aborted ? [] : await playStory(players, story) };
      } catch (error) {
        unplayed.push(`story ${story.number} (${story.kind}): ${messageOf(error)}`);
        return { story, deeds: [] };
      } finally {
        over += 1;
      }
    }),
  );
  clearInterval(progress);
  mended.abort();
  const broken = await breaking;
  const storiesMs = Date.now() - began;

  const quietBegan = Date.now();
  const unfinished = await awaitQuiet(ground, {
    withinMs: quietWithinMs,
    signal,
    onWait: ({ jobs, claims }) =>
      say(
        `stories over, ${jobs} conversations and ${claims} effects unfinished, ${seconds(began)} s`,
      ),
  });
  const quietMs = Date.now() - quietBegan;
  const views = await everything(ground);
  const run: RunEvidence = {
    bots: ground.accounts.map(({ name }) => name),
    moderators: cast.moderators,
    otherBots: [cast.otherBot],
    autoResponders: [cast.autoModerator, cast.app],
    shifts: broken.shifts,
    windows: broken.windows,
    waits: [],
    slackMs,
  };
  const bans = await bansInTheEnd(ground);
  const stories = played.map(({ story, deeds }): StoryEvidence => {
    const ids = new Set(deeds.flatMap(({ conversationId }) => conversationId ?? []));
    const conversations = [...ids].flatMap((id) => views.get(id) ?? []);
    for (const id of ids) views.delete(id);
    return { story, deeds, conversations, ...bans(story) };
  });
  const { byEndpoint, byAccount, counts } = await ground.control.requests({ last: 0 });
  return {
    run,
    stories,
    strangers: [...views.values()],
    broken,
    unfinished,
    requests: byEndpoint,
    requestsByAccount: byAccount,
    strikes: counts.flatMap(({ fault, endpoint, count }) =>
      fault === null ? [] : [{ label: fault, endpoint, times: count }],
    ),
    unplayed,
    tookMs: { stories: storiesMs, quiet: quietMs },
  };
}

function createPlayers(ground: ProvingGround, options: ProveOptions, signal: AbortSignal) {
  const direct = createSite(ground.database);
  return {
    control: ground.control,
    site: options.withSite ? throughSite(direct) : direct,
    rooms: createRooms(ground.database),
    moderators: cast.moderators,
    otherBot: cast.otherBot,
    timeoutMs: options.faults.length > 0 ? 45_000 : 15_000,
    signal,
  };
}

/** Every conversation that there is, whole. */
async function everything({ control }: ProvingGround): Promise<Map<string, ConversationView>> {
  const views = new Map<string, ConversationView>();
  for (const { name } of communities)
    for (const view of await control.conversations({ subreddit: name, whole: true }))
      views.set(view.id, view);
  return views;
}

/** Who is banned, and what the bot lifted, as Reddit's list and log show it when all is over. */
async function bansInTheEnd({ control, accounts }: ProvingGround) {
  const bots = accounts.map(({ name }) => name);
  const known = new Map(
    await Promise.all(
      communities.map(async ({ name }) => {
        const [bans, log] = [await control.bans(name), await control.moderationLog(name)];
        return [name, { bans, log }] as const;
      }),
    ),
  );
  return ({ redditor, community }: Story): Pick<StoryEvidence, "isBanned" | "unbansByBot"> => {
    const { bans = [], log = [] } = known.get(community.name) ?? {};
    const isUnban = ({ action, moderator, target }: (typeof log)[number]) =>
      action === "unbanuser" && target === redditor && bots.includes(moderator);
    return {
      isBanned: bans.some(({ name }) => name === redditor),
      unbansByBot: log.filter(isUnban).map(({ date }) => date),
    };
  };
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
