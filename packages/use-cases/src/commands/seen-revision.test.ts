import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fern, moderate, olive } from "../../test/a-moderator.ts";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { changeCommunitySettings, type SettingChanges } from "./change-community-settings.ts";
import { changeCommunityText } from "./change-community-text.ts";
import { changeSavedReplies, type SavedRepliesChange } from "./change-saved-replies.ts";
import { restoreCommunityRevision } from "./restore-community-revision.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const siteUrl = "https://appeals.example";

async function aCommunity(subreddit: string) {
  await moderate(installation, subreddit, [
    [olive, ["all"]],
    [fern, ["all"]],
  ]);
  return {
    own: () => findCommunity(installation.database, subreddit),
    set: (seenRevision: number, changes: SettingChanges, actor = olive) =>
      changeCommunitySettings(installation, actor, { subreddit, changes, seenRevision }),
    word: (seenRevision: number, text: string | null, actor = fern) =>
      changeCommunityText(installation, actor, {
        subreddit,
        language: "de",
        name: "final",
        text,
        seenRevision,
        siteUrl,
      }),
    restore: (seenRevision: number, number: number) =>
      restoreCommunityRevision(installation, olive, { subreddit, number, seenRevision }),
    replies: (seenRevision: number, change: SavedRepliesChange) =>
      changeSavedReplies(installation, olive, { subreddit, change, seenRevision, siteUrl }),
  };
}

it("saves nothing upon a revision that was not seen, and does once it was", async () => {
  const { own, set, word, restore } = await aCommunity("PineLakeHikers");
  expect(await set(0, { reminderCap: 1 })).toBe(1);
  const events = (await storedEvents(installation.database)).length;
  expect(await word(0, "Danke.")).toEqual({ kind: "conflict", seen: 0, inForce: 1 });
  expect(await set(0, { reminderCap: 3 })).toEqual({ kind: "conflict", seen: 0, inForce: 1 });
  expect(await own()).toMatchObject({ revision: 1, settings: { reminderCap: 1 }, texts: {} });
  expect(await storedEvents(installation.database)).toHaveLength(events);
  expect(await word(1, "Danke.")).toBe(2);
  expect(await restore(1, 1)).toEqual({ kind: "conflict", seen: 1, inForce: 2 });
  expect(await restore(2, 1)).toBe(3);
});

it("finds no conflict where a colleague made the same change", async () => {
  const { set } = await aCommunity("BirdCalls");
  expect(await set(0, { reminderCap: 1 })).toBe(1);
  expect(await set(0, { reminderCap: 1 }, fern)).toBeNull();
});

it("lets one of two saves at the same instant through", async () => {
  const { set, word, own } = await aCommunity("OwlPellets");
  const both = await Promise.all([set(0, { reminderCap: 1 }), word(0, "Danke.")]);
  expect(both).toContain(1);
  expect(both).toContainEqual({ kind: "conflict", seen: 0, inForce: 1 });
  expect((await own())?.revision).toBe(1);
});

it("takes one wording back to the default, and leaves the others", async () => {
  const { own, word } = await aCommunity("FernGlade");
  expect(await word(0, "Danke.")).toBe(1);
  expect(await word(1, null)).toBe(2);
  expect(await own()).toMatchObject({ revision: 2, texts: {} });
  await expect(word(2, "{{form}}")).rejects.toThrow("{{form}} does not exist here");
});

it("adds, changes, orders and removes saved replies", async () => {
  const { own, replies } = await aCommunity("MossyLogs");
  const reply = (id: string, text = "Hello.") =>
    ({ id, title: id, language: "en", suits: "any", text }) as const;
  const ids = async () => (await own())?.settings.savedReplies?.map(({ id }) => id);
  for (const [at, id] of ["a", "b", "c"].entries())
    expect(await replies(at, { kind: "put", reply: reply(id) })).toBe(at + 1);
  expect(await replies(3, { kind: "order", ids: ["c", "a"] })).toBe(4);
  expect(await ids()).toEqual(["c", "a", "b"]);
  expect(await replies(4, { kind: "put", reply: reply("a", "{{username}}!") })).toBe(5);
  expect((await own())?.settings.savedReplies?.[1]?.text).toBe("{{username}}!");
  await expect(replies(5, { kind: "put", reply: reply("a", "{{name}}") })).rejects.toThrow(
    "{{name}} does not exist here",
  );
  for (const id of ["a", "b", "c"])
    await replies((await own())?.revision ?? 0, { kind: "remove", id });
  expect(await own()).toMatchObject({ settings: {}, revision: 8 });
});
