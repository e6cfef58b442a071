import type { ControlClient } from "@appealmod/reddit-simulator/testing";
import { expect, test } from "vitest";
import { playStory } from "../../src/prove/stories/play-story.ts";
import type { Players } from "../../src/prove/stories/players.ts";
import { communities, type Step } from "../../src/prove/stories/story.ts";

const ban: Step = { do: "ban", days: null, reason: "Rule 3", note: "", message: "" };

test("what the bot does while a second ban waits for its second comes before that ban", async () => {
  let now = 0;
  const bans: number[] = [];
  // Each look finds one more event: somebody else's, or the bot's.
  const control = {
    createRedditor: async () => {},
    health: async () => {
      now += 400;
      return { now, newest: now };
    },
    ban: async () => {
      bans.push(now);
      return { date: now, conversationId: "b1" };
    },
    unban: async () => {},
  } as unknown as ControlClient;
  const players: Players = {
    control,
    site: { sendForm: async () => null } as unknown as Players["site"],
    rooms: {} as unknown as Players["rooms"],
    moderators: ["RangerOlive"],
    otherBot: "OtherBot",
    timeoutMs: 1,
    signal: new AbortController().signal,
  };
  const deeds = await playStory(players, {
    id: 1,
    kind: "banned-again",
    redditor: "Hiker",
    community: communities[0],
    steps: [ban, { do: "unban" }, ban],
  } as unknown as Parameters<typeof playStory>[1]);
  expect(deeds.map(({ step }) => step.do)).toEqual(["ban", "unban", "ban"]);
  expect(deeds[2]?.at.after).toBe(bans[1]);
});
