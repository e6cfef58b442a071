import type { UnreadableRowError } from "@appealmod/core";
import { actionKey } from "@appealmod/core";
import { cast, minutesAfter, noon, shortQuestions, someAnswers } from "@appealmod/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { type ExportedAppeal, exportAppeals, exportColumns } from "./appeal-export.ts";
import { createAppealStore } from "./appeal-store.ts";
import { storeSentForm } from "./forms.ts";

const noneUnreadable = (row: UnreadableRowError) => {
  throw row;
};

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

async function open(username: string, group: "treatment" | "control", minute: number) {
  const store = createAppealStore(database);
  const { subreddit } = cast;
  const at = minutesAfter(noon, minute);
  const redditor = { id: `t2_${username}`, name: username };
  const draw = { subreddit, redditor, group, treatmentFraction: 0.5, at };
  await store.drawGroup(draw);
  const conversationId = `of ${username}`;
  const ban = { bannedAt: noon, banNote: "" };
  const opening = { subreddit, redditor, group, conversationId, at, questions: shortQuestions };
  return store.openAppeal({ ...opening, ...ban });
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

it("gives one row for each appeal of both groups, with what the form said and when things were done", async () => {
  const store = createAppealStore(database);
  const appeal = await open("muddy_boots", "treatment", 1);
  const { id: appealId, conversationId } = appeal;
  const reminders = ["m2", "m3"].map(actionKey.reminder);
  for (const [index, key] of ["invite", ...reminders].entries()) {
    const text = key === "invite" ? ("invite" as const) : ("reminder" as const);
    const action = { kind: "send" as const, scope: "appeal" as const, key, text };
    const at = minutesAfter(noon, 2 + index);
    const claim = { scope: "appeal" as const, appealId, conversationId, action };
    const result = await store.claimAction({ ...claim, afterMessageId: null, bodyHash: null, at });
    if (result.status !== "claimed") throw new Error(`the claim is ${result.status}`);
    // The last one stays open: nobody knows whether it was sent.
    if (key !== reminders[1]) await store.settleClaim(result.claim.id, { messageId: key, at });
  }
  await store.linkConversation(appealId, "second", minutesAfter(noon, 9));
  await store.registerFormToken(appealId, "token");
  const at = minutesAfter(noon, 10);
  await storeSentForm(database.orm, appealId, { answers: someAnswers, otherAnswers: {}, at });
  const control = await open("quiet_one", "control", 20);
  await store.closeAppeal(control.id, { outcome: "granted", at: minutesAfter(noon, 30) });

  const rows = await collect(exportAppeals(database, `r/${cast.subreddit}`, noneUnreadable));
  expect(rows).toMatchObject([
    {
      appeal_id: appealId,
      reddit_username: "muddy_boots",
      group: "treatment",
      treatment_fraction: 0.5,
      state: "invited",
      outcome: null,
      invited_at: minutesAfter(noon, 2),
      reminders: 1,
      submitted_at: at,
      forwarded_at: null,
      conv_id: conversationId,
      other_conv_ids: ["second"],
      why_banned: someAnswers.why_banned,
      why_appealing: "mistake",
      describe_rule: null,
      created_at: minutesAfter(noon, 1),
      updated_at: at,
      answers: someAnswers,
    },
    {
      appeal_id: control.id,
      reddit_username: "quiet_one",
      group: "control",
      state: "closed",
      outcome: "granted",
      closed_at: minutesAfter(noon, 30),
      invited_at: null,
      reminders: 0,
      why_banned: null,
      created_at: null,
      answers: null,
    },
  ] satisfies Partial<ExportedAppeal>[]);
  for (const row of rows) expect(Object.keys(row)).toEqual(exportColumns);
  expect(await collect(exportAppeals(database, "Elsewhere", noneUnreadable))).toEqual([]);
  expect(await collect(exportAppeals(database, null, noneUnreadable))).toEqual(rows);
});

it("gives thousands in their order, and its connection back when the reader has seen enough", async () => {
  await database.pool.query(
    `insert into appeals (subreddit, subreddit_key, username, username_key, "group", ban_note,
      conversation_id, opened_at, last_changed_at)
    select 'Many', 'many', 'user_' || n, 'user_' || n, 'control', '', 'c' || n,
      '2026-01-01'::timestamptz + n * interval '1 minute', now()
    from generate_series(1, 2345) n`,
  );
  const names: string[] = [];
  for await (const row of exportAppeals(database, "many", noneUnreadable))
    names.push(row.reddit_username);
  expect(names).toEqual(Array.from({ length: 2345 }, (_, index) => `user_${index + 1}`));

  for (let round = 0; round < 30; round += 1)
    for await (const row of exportAppeals(database, "many", noneUnreadable)) {
      expect(row.reddit_username).toBe("user_1");
      break;
    }
  expect(database.pool.idleCount).toBe(database.pool.totalCount);
});
