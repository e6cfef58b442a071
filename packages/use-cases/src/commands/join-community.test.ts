import type { Moderator, SubredditFacts } from "@appealmod/core";
import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  jobs,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileQueueFails,
} from "../../test/test-installation.ts";
import { moderatedCommunities } from "../queries/moderated-communities.ts";
import { joinCommunity, recordInvitation } from "./join-community.ts";
import { leaveCommunity } from "./leave-community.ts";
import { recordCommunityFacts } from "./record-community-facts.ts";
import { signIn } from "./sign-in.ts";

let installation: TestInstallation;
let count = 0;
let subreddit: string;
let moderator: Moderator;

beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());
beforeEach(async () => {
  count += 1;
  subreddit = `NewLake${count}`;
  moderator = await aModerator(["config"]);
});

const at = new Date("2026-11-20T12:00:00Z");
const program = { kind: "program" } as const;

async function aModerator(permissions: readonly string[]): Promise<Moderator> {
  count += 1;
  const who = { redditorId: `t2_j${count}`, username: `Joiner${count}` };
  const moderated = [{ subreddit, permissions }];
  await signIn(installation, { ...who, moderated, userAgent: "", at });
  return { kind: "moderator", ...who };
}

function factsOf(moderators: SubredditFacts["moderators"]): SubredditFacts {
  return { name: subreddit, description: "", subscribers: 1, rules: [], moderators };
}

const stateOf = async () => {
  const [community] = await moderatedCommunities(installation, moderator);
  return {
    isServed: community?.isServed,
    trouble: community?.trouble,
    isAsked: community?.joinAskedAt !== null,
  };
};

test("a moderator who manages settings has the bot come, once it is invited", async () => {
  expect(await joinCommunity(installation, moderator, { subreddit, at })).toBe(true);
  expect(await jobs(installation.database, `accept-invitation:${subreddit.toLowerCase()}`)).toEqual(
    [{ key: `accept-invitation:${subreddit.toLowerCase()}`, payload: { subreddit } }],
  );
  expect(await stateOf()).toEqual({ isServed: false, trouble: null, isAsked: true });
  await recordInvitation(installation, program, { subreddit, missing: "no invitation yet" });
  expect(await stateOf()).toEqual({ isServed: false, trouble: "no invitation yet", isAsked: true });
  await joinCommunity(installation, moderator, { subreddit, at });
  await recordInvitation(installation, program, { subreddit, facts: factsOf([]) });
  expect(await stateOf()).toEqual({ isServed: true, trouble: null, isAsked: false });
  expect(await joinCommunity(installation, moderator, { subreddit, at })).toBe(false);
  const told = (await storedEvents(installation.database)).filter(
    (event) => event.subreddit === subreddit,
  );
  expect(told.map(({ event, actor }) => [event, actor?.kind])).toEqual([
    ["join-asked", "moderator"],
    ["community-served", "program"],
  ]);
});

test("nobody else has it come: other permissions, other communities, no actor but the bot", async () => {
  const join = (actor: Parameters<typeof joinCommunity>[1]) =>
    joinCommunity(installation, actor, { subreddit, at });
  await expect(join(await aModerator(["mail", "access"]))).rejects.toThrow("does not have it");
  const elsewhere = subreddit;
  subreddit = `Other${subreddit}`;
  await expect(
    joinCommunity(installation, await aModerator(["all"]), { subreddit: elsewhere, at }),
  ).rejects.toThrow("does not have it");
  for (const actor of [
    { kind: "visitor" },
    { kind: "researcher", username: "DrFern" },
    program,
  ] as const)
    await expect(join(actor)).rejects.toThrow("does not have it");
  await expect(
    recordInvitation(installation, moderator, { subreddit, facts: factsOf([]) }),
  ).rejects.toThrow("does not have it");
  expect(await findCommunity(installation.database, elsewhere)).toBeNull();
});

test("with no job nothing is noted", async () => {
  await expect(
    whileQueueFails(installation.database, () =>
      joinCommunity(installation, moderator, { subreddit, at }),
    ),
  ).rejects.toThrow();
  expect(await findCommunity(installation.database, subreddit)).toBeNull();
});

test("an invitation that nobody asked for any more has the bot begin nowhere", async () => {
  await recordInvitation(installation, program, { subreddit, facts: factsOf([]) });
  expect(await findCommunity(installation.database, subreddit)).toBeNull();
  await joinCommunity(installation, moderator, { subreddit, at });
  await recordInvitation(installation, program, { subreddit, facts: factsOf([]) });
  await leaveCommunity(installation, { kind: "operator" }, subreddit);
  await recordInvitation(installation, program, { subreddit, facts: factsOf([]) });
  expect(await stateOf()).toMatchObject({ isServed: false });
});

test("a list that Reddit does not show takes nobody's rights away", async () => {
  await recordCommunityFacts(installation, program, { facts: factsOf([]), at });
  expect(await moderatedCommunities(installation, moderator)).toHaveLength(1);
  const other = { id: "t2_other", name: "Other", permissions: ["all"] };
  await recordCommunityFacts(installation, program, { facts: factsOf([other]), at });
  expect(await moderatedCommunities(installation, moderator)).toEqual([]);
});
