import { expect, test } from "vitest";
import { isArchived, meet, notes, speakers } from "./appellant.ts";
import { runBot } from "./bot-process.ts";
import { lastDecision } from "./records.ts";
import { community, openStage } from "./stage.ts";

test.concurrent("one pass of each runner carries an appeal from the ban to the note", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  expect(await runBot(["recent", "--once"], stage.env, onTestFinished)).toMatchObject({
    code: 0,
    stderr: "",
  });
  expect(await isArchived(stage, id)).toBe(true);

  await redditor.submit();
  const started = await runBot(["started", "--once"], stage.env, onTestFinished);
  expect(started).toMatchObject({ code: 0, stderr: "" });
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "bot", "bot", "note"]);
  expect(await isArchived(stage, id)).toBe(false);
  const aboutIt = started.events.filter((event) => event.conv_id === id);
  expect(aboutIt.map(({ event }) => event)).toEqual([
    "decided",
    "final-sent",
    "answers-note-left",
    "forwarded",
    "conversation-seen",
  ]);
  for (const event of aboutIt) expect(event.subreddit).toBe(community.subreddit);

  expect(await runBot(["--once"], stage.env, onTestFinished)).toMatchObject({
    code: 0,
    stderr: "",
  });
  expect(await notes(stage, id)).toHaveLength(1);
});

test.concurrent("without database_url a server is started, and a later pass finds what an earlier one kept", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  const env = { ...stage.env, APPEALMOD_DATABASE_URL: undefined, APPEALMOD_LINK_SECRET: undefined };
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  expect(await runBot(["recent", "--once"], env, onTestFinished)).toMatchObject({
    code: 0,
    stderr: "",
  });
  await redditor.reply(id, "Hello?");
  expect(await runBot(["recent", "--once"], env, onTestFinished)).toMatchObject({
    code: 0,
    stderr: "",
  });
  const [invite, reminder, ...more] = await redditor.links();
  // The same link: the secret that it is made with was kept as well.
  expect([reminder, more]).toEqual([invite, []]);
  // Nobody touched the database of somebody else.
  expect(await lastDecision(stage, id)).toBeUndefined();
});

test.concurrent("Reddit being down ends a pass with what to look at", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  await stage.control.addFault({ kind: "status", status: 503, endpoint: "modmail." });
  const ended = await runBot(["recent", "--once"], stage.env, onTestFinished);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/GET \/api\/mod\/conversations: Reddit answered 503/);
});

test.concurrent("a conversation that cannot be finished is named with its reason, and taken up by the next pass", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  await stage.control.addFault({ kind: "status", status: 403, endpoint: "modmail.reply" });
  const ended = await runBot(["recent", "--once"], stage.env, onTestFinished);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/1 conversation could not be finished/);
  expect(ended.stderr).toMatch(/may not use modmail here.*Manage Mod Mail/);
  expect(await redditor.links()).toEqual([]);

  await stage.control.clearFaults();
  expect(await runBot(["recent", "--once"], stage.env, onTestFinished)).toMatchObject({
    code: 0,
    stderr: "",
  });
  expect(await isArchived(stage, id)).toBe(true);
});
