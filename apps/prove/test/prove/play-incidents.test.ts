import { type RedditSimulator, startRedditSimulator } from "@appealmod/reddit-simulator";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Deed } from "../../src/prove/stories/evidence.ts";
import { playStory } from "../../src/prove/stories/play-story.ts";
import type { Step } from "../../src/prove/stories/story.ts";

const ban: Step = { do: "ban", days: null, reason: "Rule 3", note: "", message: "Why." };
const answer: Step = { do: "answer-notice" };
const write: Step = { do: "write", conversation: 0 };
const community = { name: "ProveBrook", fraction: 1, cutoffMs: 50 };

const unasked = () => Promise.reject(new Error("nothing is decided here"));
const nobody = { decide: unasked, takeBack: unasked, outcome: unasked };

let simulator: RedditSimulator;

beforeEach(async () => {
  simulator = await startRedditSimulator();
  const moderators = [{ name: "WardenWren" }, { name: "saferbot" }];
  await simulator.control.createSubreddit({ name: community.name, moderators });
});

afterEach(() => simulator.close());

function play(steps: readonly Step[]): Promise<readonly Deed[]> {
  return playStory(
    {
      control: simulator.control,
      site: { send: () => Promise.reject(new Error("no form is sent here")) },
      rooms: nobody,
      moderators: ["WardenWren"],
      otherBot: "saferbot",
      timeoutMs: 1,
      signal: new AbortController().signal,
    },
    { number: 1, kind: "incidents", redditor: "hiker_1_1", community, startMs: 0, steps },
  );
}

const toldOf = (deeds: readonly Deed[]) =>
  deeds.map(({ step, isVain }) => `${step.do}${isVain ? " in vain" : ""}`);

async function onlyConversation() {
  const [view] = await simulator.control.conversations({
    subreddit: community.name,
    state: "appeals",
    whole: true,
  });
  if (!view) throw new Error("nobody has appealed");
  return view;
}

test("whoever is suspended or muted writes in vain, and goes on afterwards", async () => {
  const muted: Step = { do: "mute", from: "list", refuses: false };
  const deeds = await play([
    ban,
    answer,
    { do: "suspend-account" },
    write,
    { do: "compose" },
    { do: "unsuspend-account" },
    muted,
    write,
    { do: "unmute" },
    { do: "unmute" },
    write,
  ]);
  expect(toldOf(deeds)).toEqual([
    "ban",
    "answer-notice",
    "suspend-account",
    "write in vain",
    "compose in vain",
    "unsuspend-account",
    "mute",
    "write in vain",
    "unmute",
    "unmute in vain",
    "write",
  ]);
});

test("under another name the story goes on in the same conversation, and no third name comes", async () => {
  const rename: Step = { do: "rename-account" };
  const deeds = await play([ban, answer, rename, write, rename, { do: "unban" }, ban, answer]);
  expect(toldOf(deeds).filter((told) => told.endsWith("in vain"))).toEqual([
    "rename-account in vain",
  ]);
  const [first, second] = await simulator.control.conversations({
    subreddit: community.name,
    state: "appeals",
  });
  expect([first?.participant, second?.participant]).toEqual(["rover_1_1", "rover_1_1"]);
});

test("a ban is changed where there is one, and to other days only", async () => {
  const change = (days: number | null, renewsDate = false): Step => ({
    do: "change-ban",
    days,
    renewsDate,
  });
  const deeds = await play([
    change(9),
    ban,
    answer,
    change(null),
    change(30),
    write,
    change(7, true),
  ]);
  expect(toldOf(deeds)).toEqual([
    "change-ban in vain",
    "ban",
    "answer-notice",
    "change-ban in vain",
    "change-ban",
    "write",
    "change-ban",
  ]);
  const [shown] = await simulator.control.bans(community.name);
  expect(shown).toMatchObject({ days: 7, reason: "Rule 3" });
  const notices = deeds.flatMap(({ conversationId }) => conversationId ?? []);
  expect(new Set(notices).size).toBe(3);
});

test("a mute from the conversation, refused replies and another bot's note reach Reddit", async () => {
  const { control } = simulator;
  await play([
    ban,
    answer,
    { do: "other-bot-notes", conversation: 0 },
    { do: "mute", from: "conversation", refuses: false },
    { do: "refuse-replies" },
  ]);
  const { id, messages, actions } = await onlyConversation();
  expect(messages.map(({ author, isInternal }) => `${author} ${isInternal}`)).toEqual([
    "WardenWren false",
    "hiker_1_1 false",
    "saferbot true",
    "WardenWren false",
  ]);
  expect(actions.map(({ type }) => type)).toEqual([5]);
  const reply = { conversationId: id, by: "WardenWren", body: "Hello." };
  await expect(control.moderatorReply(reply)).rejects.toMatchObject({ code: "USER_BLOCKED" });
});
