import { expect, test } from "vitest";
import { invited, speakers } from "./appellant.ts";
import { appeals, countOf, decisions, lastDecision } from "./records.ts";
import { openStage } from "./stage.ts";
import { contestedBan, expectToldOnce } from "./story.ts";

const debug = { APPEALMOD_DEBUG: "true" };

function would(events: readonly { readonly event: string }[]): readonly string[] {
  return events.map(({ event }) => event).filter((event) => event.startsWith("would-"));
}

test("a dry run writes nothing and claims nothing, and the first run in earnest does it all", async () => {
  const stage = await openStage();
  const { redditor, id } = await contestedBan(stage);
  const before = await stage.control.conversation(id);
  for (const _ of ["once", "and again"]) {
    const events = await stage.pass("recent", debug);
    expect(would(events)).toEqual([
      "would-group-drawn",
      "would-appeal-opened",
      "would-invite-sent",
      "would-archived",
    ]);
  }
  expect(await stage.control.conversation(id)).toEqual(before);
  for (const table of ["appeals", "actions", "group_assignments", "conversations", "form_links"])
    expect([table, await countOf(stage, table)]).toEqual([table, 0]);
  expect((await decisions(stage, id)).map(({ dry }) => dry)).toEqual([true, true]);

  await stage.pass("recent");
  await redditor.submit();
  expect(would(await stage.pass("started", debug))).toEqual([
    "would-final-sent",
    "would-answers-note-left",
    "would-forwarded",
  ]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "bot"]);
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "invited" }]);

  await stage.pass("started");
  await expectToldOnce(stage, redditor, id);
});

test("a dry run asks Reddit for what it needs to know, and for nothing else", async () => {
  const stage = await openStage();
  await contestedBan(stage);
  const { "modmail.list": looks, ...requests } = await stage.requestsOf(() =>
    stage.pass("recent", debug),
  );
  // The inbox holds nothing else, and no longer page was seen: the end is looked for.
  expect(looks).toBe(2);
  const reading = ["modmail.read", "bans.list", "moderation_log.list"];
  for (const endpoint of Object.keys(requests)) expect(reading).toContain(endpoint);
});

test("a dry run takes no reminder and no outcome for done", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  await redditor.reply(id, "Hello?");
  expect(would(await stage.pass("recent", debug))).toEqual([
    "would-reminder-sent",
    "would-archived",
  ]);
  await redditor.unban();
  expect(would(await stage.pass("recent", debug))).toEqual(["would-appeal-closed"]);
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "invited", outcome: null }]);
  await stage.pass("recent");
  expect((await lastDecision(stage, id))?.[1]).toBe("close");
  expect(await appeals(stage, redditor.name)).toMatchObject([{ outcome: "granted" }]);
});
