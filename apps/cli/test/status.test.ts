import { createAppealStore, recordTrouble, serveCommunities } from "@appealmod/db";
import { drainJobs, enqueue } from "@appealmod/jobs";
import { expect, it } from "vitest";
import { anInstallation } from "./command-line.ts";
import { anAppeal, invite } from "./stored-appeals.ts";

it("tells how the installation is", async () => {
  const { appealmod, database } = await anInstallation();
  await serveCommunities(database, ["PineLakeHikers", "BirdCalls"]);
  await recordTrouble(database, "BirdCalls", "The permission mail is missing.");
  const { appeal } = await anAppeal(database, { username: "muddy_boots" });
  await anAppeal(database, { username: "quiet_one", group: "control" });
  const { appeal: recent } = await anAppeal(database, { username: "birder" });
  const { appeal: over } = await anAppeal(database, { username: "gone" });
  await createAppealStore(database).closeAppeal(over.id, { outcome: "none", at: new Date() });
  // One effect has been unknown for a day, the other may still be on its way.
  await invite(database, appeal, null, new Date(Date.now() - 86_400_000));
  await invite(database, recent, null, new Date(Date.now() - 20_000));
  const seenUntil = new Date(Date.now() - 3 * 60_000);
  await createAppealStore(database).saveCursor("AppealModBot", {
    seenUntil,
    longestPage: 100,
    observedAt: seenUntil,
  });
  await enqueue(database.pool, "process-conversation", {
    conversationId: appeal.conversationId,
    subreddit: "PineLakeHikers",
    username: "muddy_boots",
    because: "listing",
    listed: { body: "words of a stranger" },
  });
  await drainJobs({
    pool: database.pool,
    concurrency: 1,
    handlers: {
      "process-conversation": () => Promise.reject(new Error("the lake is frozen")),
      "announce-sign-up": async () => {},
      "refresh-subreddit": async () => {},
      "accept-invitation": async () => {},
      "dry-run-community": async () => {},
      "remind-of-probation": async () => {},
    },
  });

  const { stdout, code } = await appealmod("status");
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /r\/BirdCalls {2}in trouble: The permission mail is missing\.\n {2}r\/Pine/,
  );
  expect(stdout).toMatch(/treatment +new +2\n +control +new +1\n/);
  expect(stdout).toMatch(/\d ready, \d for later, 0 running/);
  expect(stdout).toMatch(
    /of_muddy_boots PineLakeHikers muddy_boots: failed once, next try .*\n +the lake is frozen/,
  );
  expect(stdout).toMatch(/invite, 1 d ago, https:\/\/\S+of_muddy_boots/);
  expect(stdout).toMatch(/by u\/appealmodbot, 3 min ago/);
  expect(stdout).not.toContain("birder");

  const json = await appealmod("status", "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({
    communities: [{ name: "BirdCalls" }, { name: "PineLakeHikers", trouble: null }],
    openAppeals: [
      { group: "treatment", state: "new", count: 2 },
      { group: "control", state: "new", count: 1 },
    ],
    failingJobs: [{ name: "process-conversation", failures: 1, reason: "the lake is frozen" }],
    unsettledActions: [{ appealId: appeal.id, action: { key: "invite" } }],
    listing: [{ account: "appealmodbot", seenUntil: seenUntil.toISOString() }],
  });
  expect(json.stdout).not.toContain("words of a stranger");
});
