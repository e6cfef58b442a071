import type { Actor } from "@appealmod/core";
import { noon, shortQuestions } from "@appealmod/core/testing";
import { findCommunity, findQuestionDraft } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fern, moderate, olive } from "../../test/a-moderator.ts";
import { openTestInstallation, type TestInstallation } from "../../test/test-installation.ts";
import { settingUpActor } from "../actors-of.ts";
import type { Installation } from "../installation.ts";
import { communityConfiguration } from "../queries/community-configuration.ts";
import { communityHistory } from "../queries/community-history.ts";
import { communityOverview } from "../queries/community-overview.ts";
import { communityRevision } from "../queries/community-revision.ts";
import { ModeratorListOutdatedError, NotAllowedError } from "../require-permission.ts";
import { changeCommunityQuestions } from "./change-community-questions.ts";
import { changeCommunitySettings, type SettingChanges } from "./change-community-settings.ts";
import { changeCommunityText } from "./change-community-text.ts";
import { changeCommunityTexts } from "./change-community-texts.ts";
import { changeQuestionDraft } from "./change-question-draft.ts";
import { changeSavedReplies } from "./change-saved-replies.ts";
import { publishQuestionDraft } from "./publish-question-draft.ts";
import { restoreCommunityRevision } from "./restore-community-revision.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
  await moderate(installation, subreddit, [
    [olive, ["config"]],
    [fern, ["mail", "access", "wiki"]],
  ]);
  await moderate(installation, "Elsewhere", [[fern, ["all"]]]);
  await moderate(installation, "Stale", [[olive, ["all"]]], noon);
});
afterAll(() => installation.drop());

const subreddit = "PineLakeHikers";
const siteUrl = "https://appeals.example";
const reply = { id: "a", title: "Kept", language: "en", suits: "keep", text: "No." } as const;
const defaults = { settings: {}, texts: {}, questions: shortQuestions } as never;

type Asked = (where: Installation, actor: Actor, subreddit: string) => Promise<unknown>;

/** Everything that reads or changes what a community sets. */
const asked: Readonly<Record<string, Asked>> = {
  changeCommunitySettings: (where, actor, subreddit) =>
    changeCommunitySettings(where, actor, { subreddit, changes: { reminderCap: 2 } }),
  changeCommunityText: (where, actor, subreddit) =>
    changeCommunityText(where, actor, {
      subreddit,
      language: "en",
      name: "final",
      text: "Thank you.",
      seenRevision: 0,
      siteUrl,
    }),
  changeCommunityTexts: (where, actor, subreddit) =>
    changeCommunityTexts(where, actor, { subreddit, language: "en", texts: { final: "Thanks." } }),
  changeCommunityQuestions: (where, actor, subreddit) =>
    changeCommunityQuestions(where, actor, { subreddit, questions: shortQuestions }),
  changeSavedReplies: (where, actor, subreddit) =>
    changeSavedReplies(where, actor, {
      subreddit,
      change: { kind: "put", reply },
      seenRevision: 0,
      siteUrl,
    }),
  changeQuestionDraft: (where, actor, subreddit) =>
    changeQuestionDraft(where, actor, {
      subreddit,
      change: { kind: "order", ids: [] },
      seenDraft: 0,
      defaultQuestions: shortQuestions,
      siteUrl,
      at: noon,
    }),
  publishQuestionDraft: (where, actor, subreddit) =>
    publishQuestionDraft(where, actor, { subreddit, seenDraft: 1, seenRevision: 0 }),
  restoreCommunityRevision: (where, actor, subreddit) =>
    restoreCommunityRevision(where, actor, { subreddit, number: 1 }),
  communityConfiguration: (where, actor, subreddit) =>
    communityConfiguration(where, actor, { subreddit, defaults }),
  communityHistory: (where, actor, subreddit) =>
    communityHistory(where, actor, subreddit, () => {}),
  communityRevision: (where, actor, subreddit) =>
    communityRevision(where, actor, { subreddit, number: 1 }),
};

const strangers: readonly (readonly [string, Actor, string])[] = [
  ["a moderator without Reddit's permission to manage settings", fern, subreddit],
  ["a moderator of another community", olive, "Elsewhere"],
  ["a researcher", { kind: "researcher", username: "DrFern" }, subreddit],
  ["a redditor", { kind: "redditor", formToken: "t" }, subreddit],
  ["a visitor", { kind: "visitor" }, subreddit],
  ["a program", { kind: "program" }, subreddit],
];

it.each(
  strangers.flatMap(([who, actor, where]) =>
    Object.entries(asked).map(([name, ask]) => ({ name, who, actor, where, ask })),
  ),
)("$name is not for $who", async ({ actor, where, ask }) => {
  await expect(ask(installation, actor, where)).rejects.toThrow(NotAllowedError);
  expect(await findCommunity(installation.database, where)).toBeNull();
  expect(await findQuestionDraft(installation.database, where)).toBeNull();
});

it.each(Object.entries(asked))(
  "%s waits until Reddit's list of moderators is read again",
  async (_, ask) => {
    await expect(ask(installation, olive, "Stale")).rejects.toThrow(ModeratorListOutdatedError);
    expect(await findCommunity(installation.database, "Stale")).toBeNull();
  },
);

it.each(Object.entries(asked))("%s is for a moderator who may configure", async (name, ask) => {
  const where = `Of_${name}`;
  await moderate(installation, where, [[olive, ["config"]]]);
  await ask(installation, olive, where);
});

it("shows a community to whoever moderates it, and what they may do there", async () => {
  const overview = (actor: Actor, where = subreddit) =>
    communityOverview(installation, actor, { subreddit: where });
  expect(await overview(fern)).toMatchObject({
    permissions: { onReddit: ["mail", "access", "wiki"] },
    may: { review: true, decide: true, configure: false, serve: false },
    appeals: {},
  });
  expect(await overview(olive)).toMatchObject({
    may: { review: false, configure: true },
    appeals: null,
  });
  await expect(overview(olive, "Elsewhere")).rejects.toThrow(NotAllowedError);
  await expect(overview({ kind: "researcher", username: "DrFern" })).rejects.toThrow(
    NotAllowedError,
  );
});

it("lets an operator set up what they do not moderate, and read none of its appeals", async () => {
  const where = "OfAnOperator";
  await moderate(installation, where, [
    [olive, ["config"]],
    [fern, ["mail"]],
  ]);
  const signedIn = (moderator: typeof fern, ...roles: readonly "operator"[]) => ({
    ...{ moderator, roles: new Set(roles), sessionId: "s", signedInAt: noon, postToken: "p" },
  });
  const as = (who: ReturnType<typeof signedIn>) => settingUpActor(installation, who, where);
  // Who may as a moderator does it as one: the history names them so.
  expect(await as(signedIn(olive, "operator"))).toEqual(olive);
  expect(await as(signedIn(fern))).toEqual(fern);
  const operator = await as(signedIn(fern, "operator"));
  expect(operator).toEqual({ kind: "operator", username: fern.username });
  const change = { subreddit: where, language: "en", name: "final", seenRevision: 0 } as const;
  const changeTo = (text: string) =>
    changeCommunityText(installation, operator, { ...change, text, siteUrl });
  await expect(changeTo("See https://evil.example/x")).rejects.toThrow("evil.example");
  expect(await changeTo("Thank you.")).toBe(1);
  expect(await communityHistory(installation, operator, where, () => {})).toMatchObject([
    { number: 1, actor: { kind: "operator", name: fern.username } },
  ]);
  const asked = { subreddit: where, operator: { kind: "operator" } } as const;
  expect(await communityOverview(installation, fern, asked)).toMatchObject({
    may: { review: true, configure: true, decide: false },
  });
  const { kind: _, ...stranger } = fern;
  const unknown = { ...stranger, kind: "moderator", redditorId: "t2_unknown" } as const;
  expect(await communityOverview(installation, unknown, asked)).toMatchObject({
    ...{ permissions: null, appeals: null, may: { review: false, configure: true } },
  });
});

it("takes no setting that it does not know, and no share of the study from a moderator", async () => {
  const where = "MassAssignment";
  await moderate(installation, where, [[olive, ["all"]]]);
  const change = (changes: unknown) =>
    changeCommunitySettings(installation, olive, {
      subreddit: where,
      changes: changes as SettingChanges,
    });
  await expect(change({ reminderCap: 1, isServed: true })).rejects.toThrow("isServed");
  await expect(change({ decisionRules: { isAdmin: true } })).rejects.toThrow("isAdmin");
  await expect(change({ savedReplies: [{ ...reply, by: "x" }] })).rejects.toThrow("by");
  await expect(change({ treatmentFraction: 0 })).rejects.toThrow(NotAllowedError);
  await expect(change({ treatmentFraction: null })).rejects.toThrow(NotAllowedError);
  expect(await findCommunity(installation.database, where)).toBeNull();
});

it("leaves the study's share as it is where a moderator brings a revision back", async () => {
  const where = "Restored";
  await moderate(installation, where, [[olive, ["all"]]]);
  const operator = { kind: "operator" } as const;
  const set = (changes: SettingChanges) =>
    changeCommunitySettings(installation, operator, { subreddit: where, changes });
  await set({ reminderCap: 1, treatmentFraction: 0.5 });
  await set({ reminderCap: 2, treatmentFraction: 0.25 });
  await restoreCommunityRevision(installation, olive, { subreddit: where, number: 1 });
  const settings = async () => (await findCommunity(installation.database, where))?.settings;
  expect(await settings()).toEqual({ reminderCap: 1, treatmentFraction: 0.25 });
  await restoreCommunityRevision(installation, operator, { subreddit: where, number: 1 });
  expect(await settings()).toEqual({ reminderCap: 1, treatmentFraction: 0.5 });
});

it("lets moderators' words link to Reddit and the site alone, wherever they are set", async () => {
  const where = "Linking";
  await moderate(installation, where, [[olive, ["all"]]]);
  const text = (words: string) =>
    changeCommunityText(installation, olive, {
      subreddit: where,
      language: "en",
      name: "final",
      text: words,
      seenRevision: 0,
      siteUrl,
    });
  await expect(text("See https://evil.example/x.")).rejects.toThrow(
    "The text en.final links to https://evil.example/x",
  );
  await expect(
    changeCommunityTexts(installation, olive, {
      subreddit: where,
      language: "en",
      texts: { final: "www.evil.example" },
    }),
  ).rejects.toThrow("www.evil.example");
  const linking = { ...reply, text: "[x](//evil.example)" };
  await expect(
    changeCommunitySettings(installation, olive, {
      subreddit: where,
      changes: { savedReplies: [linking] },
    }),
  ).rejects.toThrow('The reply "Kept" links to //evil.example');
  expect(await findCommunity(installation.database, where)).toBeNull();
  expect(await text(`See ${siteUrl}/form and https://www.reddit.com/r/hikers.`)).toBe(1);
});
