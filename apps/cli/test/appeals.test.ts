import { cast, minutesAfter, noon, someAnswers } from "@appealmod/core/testing";
import { createAppealStore } from "@appealmod/db";
import { signUp } from "@appealmod/use-cases";
import { expect, it } from "vitest";
import { anInstallation } from "./command-line.ts";
import { anAppeal, draft, invite, submit } from "./stored-appeals.ts";

it("lists appeals newest first, by community, redditor and state", async () => {
  const { appealmod, database } = await anInstallation();
  const { appeal: first } = await anAppeal(database, { username: "muddy_boots", minute: 1 });
  const { appeal: put } = await anAppeal(database, {
    ...{ username: "quiet_one", group: "control" as const, minute: 2 },
  });
  await anAppeal(database, { username: "birder", subreddit: "BirdCalls", minute: 3 });
  await createAppealStore(database).closeAppeal(first.id, {
    outcome: "granted",
    at: minutesAfter(noon, 9),
  });
  const names = async (...args: string[]) => {
    const { stdout } = await appealmod("appeals", "--json", ...args);
    return (JSON.parse(stdout) as { username: string }[]).map(({ username }) => username);
  };
  expect(await names()).toEqual(["birder", "quiet_one", "muddy_boots"]);
  expect(await names("r/pinelakehikers")).toEqual(["quiet_one", "muddy_boots"]);
  expect(await names("--user", "u/Muddy_Boots")).toEqual(["muddy_boots"]);
  expect(await names("--state", "open")).toEqual(["birder", "quiet_one"]);
  expect(await names("--state", "closed")).toEqual(["muddy_boots"]);
  expect(await names("--state", "forwarded")).toEqual([]);

  const { stdout, stderr } = await appealmod("appeals", "--limit", "2");
  expect(stdout.trim().split("\n")).toHaveLength(3);
  expect(stderr).toContain("There are more than these 2");
  const all = await appealmod("appeals");
  expect(all.stderr).toBe("");
  expect(all.stdout).toMatch(
    new RegExp(
      `^${first.id.slice(0, 8)} +2026-03-01 12:01:00 .*u/muddy_boots.*closed.*granted$`,
      "m",
    ),
  );
  // Nobody has said that moderators decided against it.
  await createAppealStore(database).closeAppeal(put.id, { outcome: "denied", at: noon });
  const { stdout: ended } = await appealmod("appeals", "--user", "quiet_one");
  expect(ended).toMatch(/closed.*ban stays$/m);
  expect(ended).not.toContain("denied");
  expect((await appealmod("appeals", "Nowhere")).stdout).toBe("No such appeal.\n");
});

it("tells everything about an appeal, the form link and an unsent draft left out", async () => {
  const { appealmod, database } = await anInstallation();
  const store = createAppealStore(database);
  const about = { username: "muddy_boots", banNote: "Rule 3: left trash" };
  const { appeal, token } = await anAppeal(database, about);
  const { id: appealId, conversationId } = appeal;
  const decided = { conversationId, subreddit: cast.subreddit, username: "muddy_boots" };
  const decision = {
    reason: "eligible" as const,
    actions: [{ kind: "open-appeal" as const, key: "open", group: appeal.group, bannedAt: null }],
  };
  await store.recordDecision({ ...decided, decision, appealId: null, isDryRun: false, at: noon });
  await invite(database, appeal, "message7", minutesAfter(noon, 1));
  await store.linkConversation(appealId, "second", minutesAfter(noon, 2));
  await draft(database, token, { why_banned: "Words not meant for anybody yet" });

  const waiting = await appealmod("appeal", appealId);
  const waitingJson = await appealmod("appeal", appealId, "--json");
  expect(waiting.stdout).toMatch(/^group +treatment$/m);
  expect(waiting.stdout).toMatch(/^state +invited$/m);
  expect(waiting.stdout).toMatch(/^ban note +Rule 3: left trash$/m);
  expect(waiting.stdout).toMatch(/^draft saved +2026-03-01 12:20:00$/m);
  expect(waiting.stdout).toMatch(/12:01:00 +2026-03-01 12:01:00 +invite +message7/);
  expect(waiting.stdout).toMatch(/12:00:00 +the bot +eligible: open/);
  expect(waiting.stdout).toMatch(/12:02:00 +https:\/\/\S*second/);
  expect(waiting.stdout).toContain("the form is not sent yet");

  await submit(database, token, someAnswers);
  const sent = await appealmod("appeal", appealId.slice(0, 8));
  expect(sent.stdout).toContain(
    `Why do you think you were banned? (why_banned)\n    ${someAnswers.why_banned}`,
  );
  expect(sent.stdout).toContain("Why do you ask for another chance? (why_appealing)\n    I made a");
  expect(sent.stdout).not.toContain("What else?");
  const { stdout: json } = await appealmod("appeal", appealId, "--json");
  expect(JSON.parse(json)).toMatchObject({
    id: appealId,
    conversations: [{ id: conversationId }, { id: "second" }],
    actions: [{ key: "invite", settledAt: "2026-03-01T12:01:00.000Z", messageId: "message7" }],
    timeline: expect.arrayContaining([
      expect.objectContaining({ event: "decided", actor: { kind: "program" } }),
    ]),
    form: { answers: someAnswers },
  });
  const all = [waiting, waitingJson, sent].map(({ stdout }) => stdout).join() + json;
  expect(all).not.toContain(token);
  expect(all).not.toContain("not meant for anybody");
});

it("says so when an id is nobody's, or stands for several", async () => {
  const { appealmod, database } = await anInstallation();
  const unknown = await appealmod("appeal", "00000000-0000-4000-8000-000000000000");
  expect(unknown).toMatchObject({ code: 1, stdout: "" });
  expect(unknown.stderr).toContain("There is no appeal 00000000");
  const { appeal } = await anAppeal(database, { username: "muddy_boots" });
  const { appeal: other } = await anAppeal(database, { username: "quiet_one", group: "control" });
  for (const table of ["appeal_conversations", "form_links"])
    await database.pool.query(`delete from ${table} where appeal_id = $1`, [other.id]);
  const twin = `${appeal.id.slice(0, 35)}${appeal.id.endsWith("0") ? "1" : "0"}`;
  await database.pool.query("update appeals set id = $1 where id = $2", [twin, other.id]);
  const several = await appealmod("appeal", appeal.id.slice(0, 8));
  expect(several).toMatchObject({ code: 1, stdout: "" });
  expect(several.stderr).toContain("Several appeals begin with");
  const control = await appealmod("appeal", twin.toUpperCase());
  expect(control.stdout).toContain("no form: the appeal is in control");
});

it("never lets a stranger's text steer the terminal", async () => {
  const { appealmod, database } = await anInstallation();
  const evil = "red \u001b[31m, \u009b2J and \u202egnp.exe";
  const about = { username: "muddy_boots", banNote: evil };
  const { appeal, token } = await anAppeal(database, about);
  await submit(database, token, { ...someAnswers, why_banned: `one\ntwo ${evil}` });
  const email = "sam@example.org";
  const address = `${evil}\nroot`;
  const subredditUrl = "r/PineLakeHikers";
  const given = { name: address, email, redditUsername: "sam", subredditUrl, at: noon };
  await signUp({ database }, { kind: "visitor" }, given);
  for (const argv of [
    ["appeal", appeal.id],
    ["appeal", appeal.id, "--json"],
    ["sign-ups"],
    ["sign-ups", "--json"],
    ["export", "--all", "--format", "json"],
  ]) {
    const { stdout } = await appealmod(...argv);
    expect(stdout).toContain("and ");
    for (const sign of ["\u001b", "\u009b", "\u202e"]) expect(stdout).not.toContain(sign);
  }
  const signUps = await appealmod("sign-ups", "--json");
  expect(JSON.parse(signUps.stdout)).toMatchObject([{ name: address, email }]);
  expect((await appealmod("sign-ups")).stdout.trim().split("\n")).toHaveLength(2);
});

it("has a new form link sent in the place of the old one, where there is one to use", async () => {
  const { appealmod, database } = await anInstallation();
  const { appeal, token } = await anAppeal(database, { username: "muddy_boots" });
  const early = await appealmod("appeal", appeal.id, "new-link");
  expect(early).toMatchObject({ code: 1, stdout: "" });
  expect(early.stderr).toContain("invitation was not sent yet");
  await invite(database, appeal, "message7");
  await draft(database, token, { why_banned: "Flowers" });
  const done = await appealmod("appeal", appeal.id.slice(0, 8), "new-link");
  expect(done).toMatchObject({ code: 0, stderr: "" });
  expect(done.stdout).toContain("old link opens nothing any more");
  expect(done.stdout).not.toContain(token);
  const { rows } = await database.pool.query(
    "select payload from graphile_worker._private_jobs where key = $1",
    [`process-conversation:${appeal.conversationId}`],
  );
  expect(rows).toMatchObject([{ payload: { username: "muddy_boots", because: "link" } }]);
  expect(JSON.parse((await appealmod("appeal", appeal.id, "--json")).stdout)).toMatchObject({
    linkVersion: 2,
  });
  const wrong = await appealmod("appeal", appeal.id, "new-lnik");
  expect(wrong).toMatchObject({ code: 2 });
  expect(wrong.stderr).toContain("new-link");

  const { appeal: sent, token: itsToken } = await anAppeal(database, { username: "birder" });
  await invite(database, sent, "message8");
  await submit(database, itsToken, someAnswers);
  const { appeal: control } = await anAppeal(database, { username: "quiet", group: "control" });
  for (const [id, why] of [
    [sent.id, "form was sent"],
    [control.id, "has no form"],
  ] as const) {
    const refused = await appealmod("appeal", id, "new-link");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain(why);
  }
});
