import { type BotEvent, RedditError } from "@appealmod/core";
import { MemoryBanRegister } from "@appealmod/core/testing";
import { createRedditGateway } from "@appealmod/reddit";
import { beforeEach, expect, test } from "vitest";
import type { BotAccount } from "../src/accounts/bot-account.ts";
import { createLogins, type Logins } from "../src/accounts/logins.ts";

function account(name: string): BotAccount {
  const credentials = { clientId: "id", clientSecret: "", userAgent: "test", refreshToken: "x" };
  const reddit = createRedditGateway({ credentials, baseUrl: "http://127.0.0.1:1" });
  const never = () => Promise.reject(new Error("nothing is asked here"));
  const moderationLog = { look: never, lookIfWell: never };
  const bans = {
    ...{ findBan: never, askBan: never, noteLifted: never },
    ...{ findLift: never, hasEnded: never },
  };
  return {
    key: name,
    label: `u/${name}`,
    reddit,
    moderationLog,
    bans,
    register: new MemoryBanRegister(() => []),
  };
}

const refusal = new RedditError("Reddit refused the login.", {
  kind: "login-refused",
  endpoint: "GET /api/mod/conversations",
});
const [first, second] = [account("first"), account("second")];
const communities = new Map([
  [first, ["PineLakeHikers"]],
  [second, ["BirdCalls", "OwlPellets"]],
]);

let now: number;
let events: BotEvent[];
let noted: [string, string | null][];
let logins: Logins;
let end: unknown;
beforeEach(() => {
  [now, events, noted, end] = [0, [], [], null];
  logins = createLogins({
    accounts: [first, second],
    servedBy: (one) => communities.get(one) ?? [],
    issues: {
      learn: () => {},
      current: () => [],
      open: async () => {},
      resolve: async () => {},
      note: async (subreddit, issue) => void noted.push([subreddit, issue]),
    },
    events: { record: (event) => void events.push(event) },
    clock: { now: () => new Date(now) },
  });
  logins.allRefused.catch((error: unknown) => {
    end = error;
  });
});

test("a refusal is reported once with all communities that it concerns, and so is its end", async () => {
  await logins.accepted(first);
  await logins.refused(second, refusal);
  await logins.refused(second, refusal);
  expect(events).toMatchObject([{ event: "account-refused", audience: "alert" }]);
  expect(events[0]?.message).toContain(
    "u/second in, so r/BirdCalls, r/OwlPellets cannot be served",
  );
  expect(noted.map(([name]) => name)).toEqual(["BirdCalls", "OwlPellets"]);
  expect([first, second].map(logins.isRefused)).toEqual([false, true]);

  await logins.accepted(second);
  await logins.accepted(second);
  expect(events.slice(1)).toMatchObject([{ event: "account-accepted", audience: "alert" }]);
  expect(noted.slice(2)).toEqual([
    ["BirdCalls", null],
    ["OwlPellets", null],
  ]);
  expect(logins.isRefused(second)).toBe(false);
  expect(end).toBeNull();
});

test("a refused account is tried again soon, with a longer cooldown each time", async () => {
  expect(logins.isCooledDown(second)).toBe(true);
  for (const peaceMs of [5_000, 15_000, 45_000, 60_000, 60_000]) {
    await logins.refused(second, refusal);
    // Whatever else was under way makes it no longer.
    await logins.refused(second, refusal);
    now += peaceMs - 1;
    expect(logins.isCooledDown(second)).toBe(false);
    now += 1;
    expect(logins.isCooledDown(second)).toBe(true);
  }
});

test("only where all are refused before any was let in is there nothing to go on with", async () => {
  await logins.refused(first, refusal);
  expect(end).toBeNull();
  await logins.refused(second, refusal);
  await expect(logins.allRefused).rejects.toBe(refusal);
  expect(events).toHaveLength(1);
});

test("who was let in once may be refused without an end", async () => {
  await logins.accepted(first);
  await logins.refused(first, refusal);
  await logins.refused(second, refusal);
  expect(events).toHaveLength(2);
  expect(end).toBeNull();
});
