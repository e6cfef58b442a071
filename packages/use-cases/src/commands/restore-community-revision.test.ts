import { shortQuestions } from "@appealmod/core/testing";
import { findCommunity } from "@appealmod/db";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileEventsFail,
} from "../../test/test-installation.ts";
import { communityHistory } from "../queries/community-history.ts";
import { communityRevision } from "../queries/community-revision.ts";
import { NotAllowedError } from "../require-permission.ts";
import { changeCommunityQuestions } from "./change-community-questions.ts";
import { changeCommunitySettings, type SettingChanges } from "./change-community-settings.ts";
import { changeCommunityTexts } from "./change-community-texts.ts";
import { restoreCommunityRevision } from "./restore-community-revision.ts";

let installation: TestInstallation;
beforeEach(async () => {
  installation = await openTestInstallation();
});
afterEach(() => installation.drop());

const operator = { kind: "operator" } as const;
const subreddit = "PineLakeHikers";
const set = (changes: SettingChanges) =>
  changeCommunitySettings(installation, operator, { subreddit, changes });
const word = (language: string, texts: Readonly<Record<string, string>>) =>
  changeCommunityTexts(installation, operator, { subreddit, language, texts });
const ask = (questions: typeof shortQuestions | null) =>
  changeCommunityQuestions(installation, operator, { subreddit, questions });
const restore = (number: number, name = subreddit) =>
  restoreCommunityRevision(installation, operator, { subreddit: name, number });
const history = (name = subreddit) => communityHistory(installation, operator, name, () => {});
const own = () => findCommunity(installation.database, subreddit);

it("brings an earlier revision back as a new one, and then the one before that", async () => {
  expect(await set({ reminderCap: 2 })).toBe(1);
  expect(await word("de", { final: "Danke." })).toBe(2);
  expect(await ask(shortQuestions)).toBe(3);
  expect(await set({ reminderCap: null, language: "de" })).toBe(4);
  expect(await restore(2)).toBe(5);
  const second = { settings: { reminderCap: 2 }, texts: { de: { final: "Danke." } } };
  expect(await own()).toMatchObject({ ...second, questions: null, revision: 5 });
  expect(await restore(4)).toBe(6);
  expect(await own()).toMatchObject({
    settings: { language: "de" },
    texts: second.texts,
    questions: shortQuestions,
  });
  expect((await history())[1]).toMatchObject({
    number: 5,
    actor: operator,
    changed: { settings: ["language", "reminderCap"], texts: [], questions: true, restored: 2 },
  });
  expect(await communityRevision(installation, operator, { subreddit, number: 2 })).toMatchObject({
    ...second,
    questions: null,
  });
});

it("restores nothing that is not there, or in force already", async () => {
  expect(await restore(1)).toBe("unknown");
  await set({ reminderCap: 2 });
  await set({ reminderCap: 3 });
  await set({ reminderCap: 2 });
  const before = await storedEvents(installation.database);
  expect(await restore(3)).toBe("in-force");
  expect(await restore(1)).toBe("in-force");
  expect(await restore(4)).toBe("unknown");
  expect(await restore(1, "Elsewhere")).toBe("unknown");
  expect(await history("Elsewhere")).toEqual([]);
  expect((await history()).map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(await storedEvents(installation.database)).toEqual(before);
});

it("writes nothing for a change that changes nothing, not even a community", async () => {
  expect(await set({})).toBeNull();
  expect(await set({ reminderCap: null })).toBeNull();
  expect(await word("de", {})).toBeNull();
  expect(await ask(null)).toBeNull();
  expect(await own()).toBeNull();
  await set({ otherBots: ["NiceBot"] });
  await word("de", { final: "Danke." });
  await ask(shortQuestions);
  const before = await own();
  expect(await set({ otherBots: ["NiceBot"], language: null })).toBeNull();
  expect(await word("de", { final: "Danke." })).toBeNull();
  expect(await word("fr", {})).toBeNull();
  expect(await ask(shortQuestions)).toBeNull();
  expect(await own()).toEqual(before);
  expect(await storedEvents(installation.database)).toHaveLength(3);
});

it("tells each change by number and keys, never by what was written", async () => {
  await set({ reminderCap: 2, otherBots: ["NiceBot"] });
  await word("de", { final: "Danke." });
  await ask(shortQuestions);
  await restore(1);
  const events = await storedEvents(installation.database);
  const about = { subreddit, actor: operator, audience: "detail", level: "info" };
  const none = { settings: [], texts: [], questions: false };
  expect(events).toMatchObject([
    {
      ...about,
      event: "community-settings-changed",
      message: "Revision 1 of r/PineLakeHikers: settings otherBots, reminderCap.",
      details: { ...none, revision: 1, settings: ["otherBots", "reminderCap"] },
    },
    {
      ...about,
      event: "community-texts-changed",
      details: { ...none, revision: 2, texts: ["de.final"] },
    },
    {
      ...about,
      event: "community-questions-changed",
      details: { ...none, revision: 3, questions: true },
    },
    {
      ...about,
      event: "community-revision-restored",
      details: { revision: 4, settings: [], texts: ["de.final"], questions: true, restored: 1 },
    },
  ]);
  for (const event of events) expect(event).not.toHaveProperty("conversationId");
  expect(JSON.stringify(events)).not.toMatch(/NiceBot|Danke/);
});

it("leaves neither revision nor pointer when the event cannot be written", async () => {
  await set({ reminderCap: 2 });
  const before = await own();
  const { database } = installation;
  await expect(whileEventsFail(database, () => set({ reminderCap: 3 }))).rejects.toThrow();
  await expect(whileEventsFail(database, () => ask(shortQuestions))).rejects.toThrow();
  expect(await own()).toEqual(before);
  expect(await history()).toHaveLength(1);
  expect(await set({ reminderCap: 3 })).toBe(2);
});

it("makes two revisions of two restorations at once, or one where they want the same", async () => {
  await set({ reminderCap: 1 });
  await set({ reminderCap: 2 });
  await set({ reminderCap: 3 });
  expect((await Promise.all([restore(1), restore(2)])).toSorted()).toEqual([4, 5]);
  const inForce = (await own())?.settings.reminderCap;
  const other = inForce === 1 ? 2 : 1;
  expect((await Promise.all([restore(other), restore(other)])).toSorted()).toEqual([6, "in-force"]);
  expect((await own())?.settings).toEqual({ reminderCap: other });
});

it("is not for moderators yet, nor is what they would bring back", async () => {
  await set({ reminderCap: 1 });
  const moderator = { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" } as const;
  const wanted = { subreddit, number: 1 };
  await expect(restoreCommunityRevision(installation, moderator, wanted)).rejects.toThrow(
    NotAllowedError,
  );
  await expect(communityHistory(installation, moderator, subreddit, () => {})).rejects.toThrow(
    NotAllowedError,
  );
  await expect(communityRevision(installation, moderator, wanted)).rejects.toThrow(NotAllowedError);
});
