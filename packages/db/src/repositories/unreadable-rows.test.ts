import {
  type BanRegister,
  decidedDetailsSchema,
  decidedEventName,
  defaultCommunitySettings,
  type LogPosition,
  nameKey,
} from "@appealmod/core";
import {
  aBan,
  cast,
  minutesAfter,
  noon,
  plainTexts,
  shortQuestions,
  someAnswers,
} from "@appealmod/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../in-transaction.ts";
import { configureCommunity } from "../testing/configure-community.ts";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { findAppealDetails } from "./appeal-details.ts";
import { exportAppeals } from "./appeal-export.ts";
import { createAppealStore } from "./appeal-store.ts";
import { createBanRegister } from "./ban-register.ts";
import { readCommunityFacts, saveCommunityFacts } from "./communities.ts";
import { listCommunities, lockCommunity } from "./community-record.ts";
import { findRevision, listRevisions } from "./community-revisions.ts";
import { createCommunitySource } from "./community-source.ts";
import { findForm, lockForm, storeSentForm } from "./forms.ts";
import { unsettledActions } from "./unsettled-actions.ts";

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

const secretWords = "what somebody wrote in confidence";
let count = 0;

/** An open appeal of a redditor of its own, in a community of its own where one is named. */
async function anAppeal(subreddit: string = cast.subreddit) {
  const store = createAppealStore(database);
  const name = `hiker_${++count}`;
  const redditor = { id: null, name };
  const conversationId = `of ${name}`;
  const appeal = await store.openAppeal({
    subreddit,
    redditor,
    group: "treatment",
    bannedAt: null,
    banNote: "",
    conversationId,
    questions: { ...shortQuestions, id: `asked of ${name}` },
    at: noon,
  });
  const token = `token of ${name}`;
  await store.registerFormToken(appeal.id, token);
  const find = () => store.findRecords({ subreddit, redditor, conversationId });
  return { store, appeal, token, find, conversationId };
}

/** The same with its form sent. */
async function aSentForm(subreddit?: string) {
  const made = await anAppeal(subreddit);
  const sent = { answers: someAnswers, otherAnswers: {}, at: minutesAfter(noon, 1) };
  await storeSentForm(database.orm, made.appeal.id, sent);
  return made;
}

/** What an unreadable row is told as: where it stands, and never what it holds. */
function unreadable(table: string, column: string, key: unknown = expect.any(String)) {
  return expect.objectContaining({
    name: "UnreadableRowError",
    table,
    column,
    key,
    message: expect.not.stringContaining(secretWords),
  });
}

const write = (sql: string, values: readonly unknown[]) => database.pool.query(sql, [...values]);
const setForm = (column: string, appealId: string, value: unknown) =>
  write(`update main_ban_appeal_data set ${column} = $1 where appeal_id = $2`, [
    JSON.stringify(value),
    appealId,
  ]);

describe("answers that cannot be read", () => {
  it("stop the conversation of their author alone", async () => {
    const broken = await aSentForm();
    const sound = await aSentForm();
    await setForm("answers", broken.appeal.id, { why_banned: { said: secretWords } });
    await expect(broken.find()).rejects.toEqual(
      unreadable("main_ban_appeal_data", "answers", broken.appeal.id),
    );
    expect((await sound.find()).appeal?.form?.answers).toEqual(someAnswers);
  });

  it.each(["answers", "draft", "late_words", "other_answers"])(
    "in the column %s keep the page of their form alone from being shown",
    async (column) => {
      const broken = await anAppeal();
      const sound = await anAppeal();
      await setForm(column, broken.appeal.id, { why_banned: 7, [secretWords]: 1 });
      await expect(findForm(database, broken.token)).rejects.toEqual(
        unreadable("main_ban_appeal_data", column),
      );
      expect(await findForm(database, sound.token)).toMatchObject({ draft: null });
    },
  );

  it.each(["answers", "draft", "late_words", "other_answers"])(
    "in the column %s keep anything from being saved over them",
    async (column) => {
      const broken = await anAppeal();
      await setForm(column, broken.appeal.id, [secretWords]);
      await expect(inTransaction(database, (orm) => lockForm(orm, broken.token))).rejects.toEqual(
        unreadable("main_ban_appeal_data", column),
      );
    },
  );

  it("leave an export their row and all others", async () => {
    const subreddit = "ExportedHikers";
    const first = await aSentForm(subreddit);
    const broken = await aSentForm(subreddit);
    const last = await aSentForm(subreddit);
    await setForm("answers", broken.appeal.id, secretWords);
    const unreadableRows: unknown[] = [];
    const rows = [];
    for await (const row of exportAppeals(database, subreddit, (row) => unreadableRows.push(row)))
      rows.push(row.appeal_id);
    expect(rows.toSorted()).toEqual([first.appeal.id, last.appeal.id].toSorted());
    expect(unreadableRows).toEqual([
      unreadable("main_ban_appeal_data", "answers", broken.appeal.id),
    ]);
  });
});

describe("questions that cannot be read", () => {
  it("stop the appeals under them, and no others", async () => {
    const broken = await aSentForm();
    const sound = await aSentForm();
    await write(
      `update question_sets set content = jsonb_set(content, '{questions,0,kind}', '"riddle"')
      where id = (select question_set_id from main_ban_appeal_data where appeal_id = $1)`,
      [broken.appeal.id],
    );
    await expect(broken.find()).rejects.toEqual(unreadable("question_sets", "content"));
    await expect(findForm(database, broken.token)).rejects.toEqual(
      unreadable("question_sets", "content"),
    );
    expect((await sound.find()).appeal?.form?.questions.id).toContain("asked of");
  });
});

describe("an effect on Reddit that cannot be read", () => {
  const claim = async ({ store, appeal, conversationId }: Awaited<ReturnType<typeof anAppeal>>) => {
    const claimed = await store.claimAction({
      scope: "appeal",
      appealId: appeal.id,
      conversationId,
      action: { kind: "send", key: "invite", scope: "appeal", text: "invite" },
      afterMessageId: null,
      bodyHash: null,
      at: noon,
    });
    if (claimed.status !== "claimed") throw new Error("it was claimed before");
    return claimed.claim;
  };

  it("stops its conversation alone, and is named in the list of effects", async () => {
    const [broken, sound] = [await anAppeal(), await anAppeal()];
    const brokenClaim = await claim(broken);
    const soundClaim = await claim(sound);
    await write("update actions set action = action || $1 where id = $2", [
      JSON.stringify({ kind: secretWords }),
      brokenClaim.id,
    ]);
    const told = unreadable("actions", "action", brokenClaim.id);
    await expect(broken.store.openClaims(broken.conversationId)).rejects.toEqual(told);
    await expect(
      broken.store.settleClaim(brokenClaim.id, { messageId: null, at: noon }),
    ).rejects.toEqual(told);
    await expect(findAppealDetails(database, broken.appeal.id)).rejects.toEqual(told);
    expect(await sound.store.openClaims(sound.conversationId)).toEqual([soundClaim]);
    const unreadableRows: unknown[] = [];
    const listed = await unsettledActions(database, minutesAfter(noon, 1), 10, (row) =>
      unreadableRows.push(row),
    );
    expect(listed.map(({ id }) => id)).toContain(soundClaim.id);
    expect(unreadableRows).toEqual([told]);
  });
});

describe("decisions", () => {
  const decide = async (appealId: string, conversationId: string) =>
    createAppealStore(database).recordDecision({
      conversationId,
      subreddit: cast.subreddit,
      username: null,
      appealId,
      decision: {
        reason: "eligible",
        actions: [{ kind: "open-appeal", key: "open", group: "treatment", bannedAt: noon }],
      },
      isDryRun: false,
      at: noon,
    });

  const decidedIn = async (appealId: string) => {
    const details = await findAppealDetails(database, appealId);
    const decided = details?.timeline.find(({ event }) => event === decidedEventName);
    return decidedDetailsSchema.parse(decided?.details);
  };

  it("come back as they were taken, dates as dates", async () => {
    const { appeal, conversationId } = await anAppeal();
    await decide(appeal.id, conversationId);
    expect((await decidedIn(appeal.id)).actions).toEqual([
      { kind: "open-appeal", key: "open", group: "treatment", bannedAt: noon },
    ]);
  });

  it.each([
    ["by whom it is known", { at: noon, by: cast.moderator }],
    ["by nobody who is known", { at: noon, by: null }],
    ["nobody knows how", null],
  ])("come back with the end of a ban, lifted %s", async (_, lift) => {
    const { store, appeal, conversationId } = await anAppeal();
    const close = { kind: "close-appeal", key: "close", outcome: "granted", lift } as const;
    await store.recordDecision({
      conversationId,
      subreddit: cast.subreddit,
      username: null,
      appealId: appeal.id,
      decision: { reason: "not-banned", actions: [close] },
      isDryRun: false,
      at: noon,
    });
    expect((await decidedIn(appeal.id)).actions).toEqual([close]);
  });

  it("whose event cannot be read are named", async () => {
    const { appeal, conversationId } = await anAppeal();
    await decide(appeal.id, conversationId);
    const { rows } = await write(
      "update events set data = '{\"version\": 99}' where appeal_id = $1 returning id::text",
      [appeal.id],
    );
    await expect(findAppealDetails(database, appeal.id)).rejects.toEqual(
      unreadable("events", "data", rows[0]?.id),
    );
  });
});

describe("how far the moderation log was followed", () => {
  const position: LogPosition = {
    knownIds: ["ModAction_1"],
    readAt: noon,
    coversFrom: noon,
    followedSince: new Map([[nameKey(cast.subreddit), noon]]),
    trouble: null,
  };
  const look = (register: BanRegister, account: string, known: (LogPosition | null)[]) =>
    register.look(account, async (before) => {
      known.push(before);
      return {
        entries: [],
        readAt: noon,
        expected: { subreddits: [], bannedAfter: noon, askedAfter: noon, askedBefore: noon },
        position: () => position,
      };
    });

  it.each([{ wanderers: secretWords }, { wanderers: 7 }, { wanderers: null }])(
    "counts as not followed at all where it reads %j, until the next look writes it anew",
    async (value) => {
      const account = `reader_${++count}`;
      const told: unknown[] = [];
      const known: (LogPosition | null)[] = [];
      const register = createBanRegister(database, (error) => told.push(error));
      await look(register, account, known);
      await write(
        "update moderation_log_positions set followed_since = $1 where account_key = $2",
        [JSON.stringify(value), account],
      );
      expect(await register.position(account)).toBeNull();
      await look(register, account, known);
      expect(told).toEqual([unreadable("moderation_log_positions", "followed_since", account)]);
      expect(known).toEqual([null, null]);
      expect(await register.position(account)).toEqual(position);
    },
  );
});

describe("a community's own rows", () => {
  const defaults = {
    settings: defaultCommunitySettings,
    texts: { en: plainTexts },
    questions: shortQuestions,
  };

  it.each([
    ["settings", { reminderCap: secretWords }],
    ["texts", { en: { invite: [secretWords] } }],
  ])("that cannot be read in %s stop that community alone", async (column, value) => {
    const [broken, sound] = [`broken_${column}`, `sound_${column}`];
    for (const name of [broken, sound])
      await configureCommunity(database, name, { settings: { reminderCap: 2 } });
    await write(`update community_revisions set ${column} = $1 where subreddit_key = $2`, [
      JSON.stringify(value),
      broken,
    ]);
    const source = createCommunitySource(database, defaults);
    const told = unreadable("community_revisions", column, `${broken}/1`);
    await expect(findRevision(database, broken, 1)).rejects.toEqual(told);
    await expect(source.policyFor(broken)).rejects.toEqual(told);
    await expect(inTransaction(database, (orm) => lockCommunity(orm, broken))).rejects.toEqual(
      told,
    );
    expect((await source.policyFor(sound)).settings.reminderCap).toBe(2);
    const unreadableRows: unknown[] = [];
    const listed = await listCommunities(database, (row) => unreadableRows.push(row));
    expect(listed.map(({ name }) => name)).toContain(sound);
    expect(listed.map(({ name }) => name)).not.toContain(broken);
    expect(unreadableRows).toContainEqual(told);
  });

  it("leave a history the revision that cannot be read, and all others", async () => {
    for (const reminderCap of [1, 2, 3])
      await configureCommunity(database, "OldHikers", { settings: { reminderCap } });
    await write(
      "update community_revisions set changed = $1 where subreddit_key = 'oldhikers' and number = 2",
      [JSON.stringify({ settings: secretWords })],
    );
    const unreadableRows: unknown[] = [];
    const listed = await listRevisions(database, "OldHikers", (row) => unreadableRows.push(row));
    expect(listed.map(({ number }) => number)).toEqual([3, 1]);
    expect(unreadableRows).toEqual([unreadable("community_revisions", "changed", "oldhikers/2")]);
  });

  it("are read as far as they are known: a setting that there is no more is left out", async () => {
    const texts = { en: { final: "Thank you." } };
    await configureCommunity(database, "OldSettings", { settings: { reminderCap: 2 }, texts });
    await write(
      `update community_revisions set settings = settings || '{"gone":1}',
        texts = jsonb_set(texts, '{en,gone}', '"words"') where subreddit_key = $1`,
      ["oldsettings"],
    );
    const found = (await listCommunities(database, () => {})).find(
      ({ name }) => name === "OldSettings",
    );
    expect(found?.settings).toEqual({ reminderCap: 2 });
    expect(found?.texts).toEqual({ en: { final: "Thank you." } });
  });

  it("are named where its questions cannot be read", async () => {
    const questions = { ...shortQuestions, id: "of a community" };
    await configureCommunity(database, "BrokenQuestions", { questions });
    await write(
      `update question_sets set content = content - 'questions' where content ->> 'id' = $1`,
      ["of a community"],
    );
    await expect(
      createCommunitySource(database, defaults).policyFor("BrokenQuestions"),
    ).rejects.toEqual(unreadable("question_sets", "content"));
  });

  it.each(["rules", "moderators"])(
    "as Reddit showed them are named by their %s",
    async (column) => {
      const name = `facts_${column}`;
      const facts = { name, description: "", subscribers: 1, rules: [], moderators: [] };
      await saveCommunityFacts(database, facts, noon);
      await write(`update community_facts set ${column} = $1 where subreddit_key = $2`, [
        JSON.stringify([{ name: [secretWords] }]),
        name,
      ]);
      await expect(readCommunityFacts(database, name)).rejects.toEqual(
        unreadable("community_facts", column, name),
      );
    },
  );
});

describe("words that a row cannot hold", () => {
  it.each([
    ["appeals", "state", "lost"],
    ["appeals", `"group"`, "neither"],
    ["appeals", "outcome", "unclear"],
    ["group_assignments", `"group"`, "neither"],
    ["actions", "status", "perhaps"],
    ["actions", "scope", "world"],
    ["community_revisions", "settings", "null"],
    ["community_revisions", "texts", "[]"],
    ["community_revisions", "changed", "null"],
    ["community_revisions", "actor_kind", "ghost"],
    ["events", "data", "null"],
    ["events", "level", "loud"],
    ["events", "audience", "everybody"],
    ["events", "actor_kind", "ghost"],
    ["bans", "permanence", "for a while"],
    ["bans", "source", "rumour"],
    ["moderation_log_positions", "trouble_kind", "mood"],
    ["moderation_log_positions", "followed_since", "[]"],
  ])("are refused by the table %s in %s", async (table, column, value) => {
    const { store, appeal, conversationId } = await anAppeal();
    await store.drawGroup({
      subreddit: cast.subreddit,
      redditor: { id: null, name: appeal.username },
      group: "treatment",
      treatmentFraction: 1,
      at: noon,
    });
    await store.claimAction({
      scope: "conversation",
      conversationId,
      action: {
        kind: "note",
        key: "no-reason",
        scope: "conversation",
        note: "no-reason",
        part: 1,
      },
      afterMessageId: null,
      bodyHash: null,
      at: noon,
    });
    await configureCommunity(database, "AnyHikers", {});
    const register = createBanRegister(database, () => {});
    const ban = aBan();
    const answers = [{ redditor: { id: null, name: appeal.username }, ban }];
    await register.record(cast.subreddit, answers, { source: "asked", at: noon });
    await write(
      "insert into moderation_log_positions (account_key) values ('any') on conflict do nothing",
      [],
    );
    await store.recordDecision({
      conversationId,
      subreddit: cast.subreddit,
      username: null,
      appealId: null,
      decision: { reason: "eligible", actions: [] },
      isDryRun: false,
      at: noon,
    });
    await expect(write(`update ${table} set ${column} = $1`, [value])).rejects.toThrow(
      /violates check constraint/,
    );
  });
});
