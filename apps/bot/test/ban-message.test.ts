import { findForm } from "@appealmod/db";
import { expect, test } from "vitest";
import { meet } from "./appellant.ts";
import { banMessages } from "./records.ts";
import { openStage } from "./stage.ts";

test("what the ban notice told the redditor stands behind their link; the ban's note does not", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban({
    reason: "Rule 3",
    note: "third account of MossCollector",
    message: "Hello!\n\nYou broke > rule 3 <:\n> no rubbish",
  });
  await redditor.appeal();
  await stage.pass("recent");
  const token = (await redditor.links()).at(-1)?.split("/").at(-1) ?? "";
  const form = await findForm(stage.database, token);
  expect(form?.banMessage).toBe("Hello!\n\nYou broke > rule 3 <:\nno rubbish");
  expect(JSON.stringify(form)).not.toContain("MossCollector");
});

test("whoever began a conversation of their own is told once they answer the notice as well", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban();
  await redditor.write();
  await stage.pass("recent");
  expect(await banMessages(stage, redditor.name)).toEqual([null]);
  await redditor.appeal();
  await stage.pass("recent");
  expect(await banMessages(stage, redditor.name)).toEqual(["You left your rubbish twice."]);
});
