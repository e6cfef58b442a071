import { defaultCommunitySettings, type QuestionSet } from "@appealmod/core";
import { noon, plainTexts, shortQuestions } from "@appealmod/core/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configureCommunity } from "../testing/configure-community.ts";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { accountsThatListened } from "./appeal-counts.ts";
import { createAppealStore } from "./appeal-store.ts";
import {
  assignAccount,
  listKnownCommunities,
  listServedCommunities,
  readCommunityFacts,
  recordTrouble,
  saveCommunityFacts,
  serveCommunities,
  stopServing,
} from "./communities.ts";
import { createCommunitySource } from "./community-source.ts";

let database: MigratedDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase();
});
afterEach(() => database.drop());

const german = { ...plainTexts, final: "Danke, {{username}}." };
const defaults = {
  settings: defaultCommunitySettings,
  texts: { en: plainTexts, de: german },
  questions: shortQuestions,
};
const policyFor = (name: string) =>
  createCommunitySource(database, defaults, { rememberForMs: 0 }).policyFor(name);

describe("the policy of a community", () => {
  it("is the default one where it sets nothing", async () => {
    expect(await policyFor("PineLakeHikers")).toEqual({
      settings: defaultCommunitySettings,
      texts: plainTexts,
      questions: shortQuestions,
    });
  });

  it("differs in what its moderators set, and in nothing else", async () => {
    const settings = { reminderCap: 2, language: "de" };
    await configureCommunity(database, "PineLakeHikers", { settings });
    const texts = { de: { reminder: "Bitte das Formular: {{form_link}}" } };
    await configureCommunity(database, "pinelakehikers", { texts });
    const own: QuestionSet = { ...shortQuestions, id: "own", version: 3 };
    await configureCommunity(database, "r/PineLakeHikers", { questions: own });
    expect(await policyFor("PINELAKEHIKERS")).toEqual({
      settings: { ...defaultCommunitySettings, reminderCap: 2, language: "de" },
      texts: { ...german, reminder: "Bitte das Formular: {{form_link}}" },
      questions: own,
    });
    await configureCommunity(database, "PineLakeHikers", { questions: null });
    expect((await policyFor("PineLakeHikers")).questions).toEqual(shortQuestions);
    expect((await policyFor("Elsewhere")).settings).toEqual(defaultCommunitySettings);
  });

  it("falls back to a language that there are texts for", async () => {
    await configureCommunity(database, "a", { settings: { language: "de-AT" } });
    await configureCommunity(database, "b", { settings: { language: "fi" } });
    expect((await policyFor("a")).texts).toEqual(german);
    expect((await policyFor("b")).texts).toEqual(plainTexts);
  });

  it("is asked for once in a while only", async () => {
    const source = createCommunitySource(database, defaults, { rememberForMs: 60_000 });
    let queries = 0;
    database.pool.on("acquire", () => {
      queries += 1;
    });
    await Promise.all([source.policyFor("a"), source.policyFor("A"), source.policyFor("a")]);
    expect(queries).toBe(1);
  });
});

describe("the communities that are served", () => {
  it("are those that were named and not left again, each once", async () => {
    await serveCommunities(database, ["PineLakeHikers", "r/pinelakehikers", "Baking", ""]);
    await serveCommunities(database, ["baking"]);
    await recordTrouble(database, "Baking", "The bot is no moderator there.");
    expect(await listServedCommunities(database)).toEqual([
      { name: "Baking", account: null, trouble: "The bot is no moderator there.", pausedAt: null },
      { name: "PineLakeHikers", account: null, trouble: null, pausedAt: null },
    ]);
    await recordTrouble(database, "baking", null);
    await stopServing(database, "PineLakeHikers");
    expect(await listServedCommunities(database)).toMatchObject([
      { name: "Baking", trouble: null },
    ]);
  });

  it("are each served by one account, whatever the case it is written in", async () => {
    await serveCommunities(database, ["PineLakeHikers"]);
    await assignAccount(database, "pinelakehikers", "u/SecondBot");
    await assignAccount(database, "Baking", "ThirdBot");
    expect(await listKnownCommunities(database)).toEqual([
      { name: "Baking", isServed: false, account: "thirdbot", trouble: null, pausedAt: null },
      {
        name: "PineLakeHikers",
        isServed: true,
        account: "secondbot",
        trouble: null,
        pausedAt: null,
      },
    ]);
    await assignAccount(database, "PineLakeHikers", null);
    expect(await listServedCommunities(database)).toMatchObject([{ account: null }]);
  });

  it("are listened to by accounts that are remembered for good", async () => {
    const { saveCursor } = createAppealStore(database);
    const seen = { seenUntil: noon, longestPage: 3, observedAt: null };
    for (const mark of ["FirstBot/00aa", "firstbot/11bb", "SecondBot/00aa"])
      await saveCursor(mark, seen);
    expect(await accountsThatListened(database)).toEqual(["firstbot", "secondbot"]);
  });

  it("have a public face, as last seen", async () => {
    const facts = {
      name: "PineLakeHikers",
      description: "Trails",
      subscribers: 7,
      rules: [{ name: "No picking", description: "Leave flowers alone." }],
      moderators: [{ id: "t2_warden", name: "trail_warden", permissions: ["all"] }],
    };
    expect(await readCommunityFacts(database, "PineLakeHikers")).toBeNull();
    await saveCommunityFacts(database, { ...facts, subscribers: 6 }, noon);
    await saveCommunityFacts(database, facts, noon);
    expect(await readCommunityFacts(database, "pinelakehikers")).toEqual({ ...facts, asOf: noon });
  });
});
