import { describe, expect, it } from "vitest";
import {
  type AppealFacts,
  type Ban,
  decideAppeal,
  defaultCommunitySettings,
  notBanned,
} from "../src/index.ts";
import {
  aBan,
  aBanNotice,
  aConversation,
  aMessage,
  anAppeal,
  anAppellant,
  anAuthor,
  cast,
  minutesAfter,
  noon,
  someFacts,
} from "../src/testing/index.ts";

const fromAppellant = aMessage(cast.appellant, { id: "m1" });
const fromModerator = aMessage(cast.moderator, { id: "m2", date: minutesAfter(noon, 1) });
const closing = (outcome: "granted" | "denied" | "none") => [
  { kind: "close-appeal", key: "close", outcome, ...(outcome === "granted" ? { lift: null } : {}) },
];

describe("rule 1, no-appellant", () => {
  it.each([
    ["a discussion among moderators", { isInternal: true }],
    ["a conversation with another community", { appellant: null }],
    ["both", { isInternal: true, appellant: null }],
  ])("leaves %s alone, appeal or not", (_, overrides) => {
    const conversation = aConversation(overrides);
    const expected = { reason: "no-appellant", actions: [] };
    expect(decideAppeal(someFacts({ conversation }))).toEqual(expected);
    expect(decideAppeal(someFacts({ conversation, appeal: anAppeal() }))).toEqual(expected);
  });
});

describe("rule 2, nothing-from-appellant", () => {
  it.each([
    ["nobody wrote", []],
    ["there is only the ban notice", [aBanNotice("Rule 2")]],
    ["they left but a private note", [{ ...fromAppellant, isPrivate: true }]],
    ["only AutoModerator wrote", [aMessage("AutoModerator")]],
  ])("has nothing to go by when %s", (_, messages) => {
    const facts = someFacts({ conversation: aConversation({ messages }), appeal: anAppeal() });
    expect(decideAppeal(facts)).toEqual({ reason: "nothing-from-appellant", actions: [] });
  });

  it("never takes our own words for an appellant's, under whatever account", () => {
    const facts = someFacts({
      ownAccounts: [cast.bot, "OldAppealBot"],
      conversation: aConversation({
        appellant: anAppellant({ name: "oldappealbot" }),
        messages: [aMessage("OldAppealBot")],
      }),
    });
    expect(decideAppeal(facts).reason).toBe("nothing-from-appellant");
  });

  it("knows the appellant however the name is written", () => {
    const messages = [aMessage(cast.appellant.toUpperCase())];
    const facts = someFacts({ conversation: aConversation({ messages }) });
    expect(decideAppeal(facts).reason).toBe("eligible");
  });
});

describe("rule 3, user-deleted", () => {
  it("closes the appeal of a deleted account", () => {
    const conversation = aConversation({
      appellant: anAppellant({ name: "[deleted]", account: "deleted" }),
      messages: [aMessage("[deleted]")],
    });
    expect(decideAppeal(someFacts({ conversation }))).toEqual({
      reason: "user-deleted",
      actions: [],
    });
    const appeal = anAppeal({ state: "invited" });
    expect(decideAppeal(someFacts({ conversation, appeal, ban: notBanned }))).toEqual({
      reason: "user-deleted",
      actions: closing("none"),
    });
  });
});

describe("a suspended account", () => {
  const conversation = aConversation({ appellant: anAppellant({ account: "suspended" }) });
  const settledForAppeal = new Set(["invite", "archive:invite"]);

  it.each([
    ["before any appeal", null],
    ["while it was asked for the form", anAppeal({ state: "invited" })],
    ["once people have its form", anAppeal({ state: "forwarded" })],
  ])("is told nothing %s, and its appeal waits", (_, appeal) => {
    expect(decideAppeal(someFacts({ conversation, appeal, settledForAppeal }))).toEqual({
      reason: "user-suspended",
      actions: [],
    });
  });
});

describe("rule 4, handled-by-other-bot", () => {
  const facts = (last: Parameters<typeof aMessage>, otherBots?: string[]) =>
    someFacts({
      conversation: aConversation({ messages: [fromAppellant, aMessage(...last)] }),
      community: { ...defaultCommunitySettings, ...(otherBots && { otherBots }) },
    });

  it.each(["ArchangelleN8theGr8", "archangellen8thegr8", "SAFERBOT"])(
    "the last word of %s ends our interest",
    (name) => {
      const expected = { reason: "handled-by-other-bot", actions: [] };
      expect(decideAppeal(facts([name]))).toEqual(expected);
    },
  );

  it("a private note is nobody's last word", () => {
    expect(decideAppeal(facts(["saferbot", { isPrivate: true }])).reason).toBe("eligible");
    const messages = [
      fromAppellant,
      aMessage("saferbot", { id: "m2" }),
      aMessage(cast.moderator, { id: "m3", isPrivate: true }),
    ];
    const noted = someFacts({ conversation: aConversation({ messages }) });
    expect(decideAppeal(noted).reason).toBe("handled-by-other-bot");
  });

  it.each(["saferbot", "bot-bouncer", "BOT-Bouncer", "Hive-Protect", "evasion-guard"])(
    "a ban that %s set is left to it, also when it never says another word",
    (bot) => {
      const notice = aBanNotice("Appeal at the link", { author: anAuthor(bot) });
      const conversation = aConversation({ isAuto: true, messages: [notice, fromAppellant] });
      expect(decideAppeal(someFacts({ conversation }))).toEqual({
        reason: "handled-by-other-bot",
        actions: [],
      });
      const listed = { ...conversation, messages: [fromAppellant], isComplete: false };
      expect(decideAppeal(someFacts({ conversation: listed })).reason).toBe("handled-by-other-bot");
    },
  );

  it("so is a ban whose note names the bot that set it", () => {
    const reason = (note: string) => decideAppeal(someFacts({ ban: aBan({ note }) })).reason;
    expect(reason("Banned by /u/bot-bouncer at 2025-10-26")).toBe("handled-by-other-bot");
    expect(reason("spam: banned by u/Bot-Bouncer")).toBe("handled-by-other-bot");
    expect(reason("Banned by /u/trail_warden at 2025-10-26")).toBe("eligible");
  });

  it("whom a bot wrote to first has not been banned by it", () => {
    const welcome = aMessage("saferbot", { id: "m0", date: minutesAfter(noon, -60) });
    const conversation = aConversation({ messages: [welcome, fromAppellant] });
    expect(decideAppeal(someFacts({ conversation })).reason).toBe("eligible");
  });

  it("an earlier word of theirs does not", () => {
    const messages = [aMessage("saferbot"), { ...fromAppellant, id: "m2" }];
    const after = someFacts({ conversation: aConversation({ messages }) });
    expect(decideAppeal(after).reason).toBe("eligible");
  });

  it("listens to the community's own list", () => {
    const bot = anAuthor("PineBot", { isModerator: true });
    expect(decideAppeal(facts(["PineBot"], ["pinebot"])).reason).toBe("handled-by-other-bot");
    expect(decideAppeal(facts(["PineBot", { author: bot }])).reason).toBe("human-involved");
    const unlisted = facts(
      ["saferbot", { author: anAuthor("saferbot", { isModerator: true }) }],
      [],
    );
    expect(decideAppeal(unlisted).reason).toBe("human-involved");
  });
});

describe("rule 5, not-banned", () => {
  it("means nothing to do, or an appeal granted in whatever state it was", () => {
    expect(decideAppeal(someFacts({ ban: notBanned }))).toEqual({
      reason: "not-banned",
      actions: [],
    });
    for (const state of ["new", "invited", "forwarded"] as const)
      for (const group of ["treatment", "control"] as const)
        expect(
          decideAppeal(someFacts({ ban: notBanned, appeal: anAppeal({ state, group }) })),
        ).toEqual({ reason: "not-banned", actions: closing("granted") });
  });
});

describe("rule 6, temporary-ban", () => {
  const reason = (ban: Ban, subject: string) =>
    decideAppeal(someFacts({ ban, conversation: aConversation({ subject }) })).reason;
  const temporarySubject = "u/muddy_boots is temporarily banned from r/PineLakeHikers";
  const permanentSubject = "You've been permanently banned from participating in r/PineLakeHikers";

  it("believes the ban data, whatever the subject says", () => {
    expect(reason(aBan({ permanence: "temporary" }), permanentSubject)).toBe("temporary-ban");
    expect(reason(aBan({ permanence: "temporary" }), "Du wurdest gesperrt")).toBe("temporary-ban");
    expect(reason(aBan({ permanence: "permanent" }), temporarySubject)).toBe("eligible");
  });

  it("looks at the subject only where the ban data does not say", () => {
    const unknown = aBan({ permanence: "unknown" });
    expect(reason(unknown, temporarySubject)).toBe("temporary-ban");
    expect(reason(unknown, temporarySubject.toUpperCase())).toBe("temporary-ban");
    expect(reason(unknown, permanentSubject)).toBe("eligible");
    expect(reason(unknown, "")).toBe("eligible");
  });

  it("opens no appeal, and lets one that is open go on", () => {
    const ban = aBan({ permanence: "temporary", bannedAt: minutesAfter(noon, 30) });
    expect(decideAppeal(someFacts({ ban }))).toEqual({ reason: "temporary-ban", actions: [] });
    const goesOn = someFacts({ ban, appeal: anAppeal() });
    expect(decideAppeal(goesOn).actions.map(({ key }) => key)).toEqual([
      "invite",
      "archive:invite",
    ]);
  });
});

describe("the order of the rules", () => {
  // Each step takes away what made the rule before it apply, and leaves all later ones in force.
  const empty = aConversation({
    isInternal: true,
    isAuto: true,
    subject: "temporarily banned",
    appellant: anAppellant({ name: "[deleted]", account: "deleted" }),
    messages: [aBanNotice(null), fromModerator, aMessage("saferbot")],
  });
  const silent = { ...empty, isInternal: false };
  const gone = {
    ...silent,
    messages: [aBanNotice(null), fromModerator, aMessage("[deleted]"), aMessage("saferbot")],
  };
  const suspended = {
    ...gone,
    appellant: anAppellant({ account: "suspended" }),
    messages: [aBanNotice(null), fromModerator, fromAppellant, aMessage("saferbot")],
  };
  const botLast = { ...suspended, appellant: anAppellant() };
  const answered = { ...botLast, messages: botLast.messages.slice(0, -1) };
  const notice = { ...answered, messages: [aBanNotice(null), fromAppellant] };
  const autoban = aBan({ permanence: "permanent", note: "Autoban: spam" });
  const noReason = aBan({ note: "" });
  const steps: [string, Partial<AppealFacts>][] = [
    ["no-appellant", { conversation: empty, ban: notBanned }],
    ["nothing-from-appellant", { conversation: silent, ban: notBanned }],
    ["user-deleted", { conversation: gone, ban: notBanned }],
    ["user-suspended", { conversation: suspended, ban: notBanned }],
    ["handled-by-other-bot", { conversation: botLast, ban: notBanned }],
    ["not-banned", { conversation: answered, ban: notBanned }],
    ["temporary-ban", { conversation: answered, ban: { ...autoban, permanence: "temporary" } }],
    ["human-involved", { conversation: answered, ban: autoban }],
    ["autoban", { conversation: notice, ban: autoban }],
    ["no-reason", { conversation: notice, ban: noReason }],
    ["control", { conversation: notice, ban: aBan() }],
  ];
  it.each(steps)("%s comes before whatever else applies", (reason, overrides) => {
    expect(decideAppeal(someFacts({ ...overrides, group: "control" })).reason).toBe(reason);
  });
});
