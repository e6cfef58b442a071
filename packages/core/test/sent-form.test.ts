import { describe, expect, it } from "vitest";
import {
  type AppealFacts,
  type Conversation,
  decideAppeal,
  defaultCommunitySettings,
  notBanned,
  privateNoteParts,
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
  shortQuestions,
  someAnswers,
  someFacts,
} from "../src/testing/index.ts";

const form = {
  answers: someAnswers,
  questions: shortQuestions,
  submittedAt: minutesAfter(noon, 30),
};
const appeal = anAppeal({ state: "invited", form });
const theirs = aMessage(cast.appellant, { id: "m1" });
const invite = aMessage(cast.bot, { id: "m2", date: minutesAfter(noon, 1) });
const settledForAppeal = new Set(["invite", "archive:invite"]);

function keysFor(overrides: Partial<AppealFacts>): string[] {
  const facts = someFacts({ appeal, settledForAppeal, ...overrides });
  return decideAppeal(facts).actions.map(({ key }) => key);
}

const withMessages = (...messages: Conversation["messages"]) =>
  aConversation({ messages: [theirs, invite, ...messages] });

describe("a form that was sent is forwarded", () => {
  const all = ["final", "note", "unarchive"];

  it.each<[string, Partial<AppealFacts>]>([
    ["when nothing else happened", {}],
    ["after the ban was shortened", { ban: aBan({ permanence: "temporary" }) }],
    [
      "after a new, temporary ban",
      { ban: aBan({ permanence: "temporary", bannedAt: minutesAfter(noon, 20) }) },
    ],
    ["after a new ban by a machine", { ban: aBan({ note: "Autoban: link farm" }) }],
    ["after a new ban by another bot", { ban: aBan({ note: "Banned by /u/bot-bouncer" }) }],
    [
      "after a public word of another bot",
      { conversation: withMessages(aMessage("saferbot", { id: "m3" })) },
    ],
    [
      "after a private note of another bot",
      { conversation: withMessages(aMessage("saferbot", { id: "m3", isPrivate: true })) },
    ],
    [
      "after a private note of a moderator",
      { conversation: withMessages(aMessage(cast.moderator, { id: "m3", isPrivate: true })) },
    ],
    [
      "after an answer of AutoModerator",
      {
        conversation: withMessages(
          aMessage("AutoModerator", {
            id: "m3",
            author: anAuthor("AutoModerator", { isModerator: true }),
          }),
        ),
      },
    ],
    [
      "after an answer of an app that answers everybody",
      {
        community: { ...defaultCommunitySettings, autoResponders: ["Welcome-App"] },
        conversation: withMessages(
          aMessage("welcome-app", {
            id: "m3",
            author: anAuthor("welcome-app", { isModerator: true }),
          }),
        ),
      },
    ],
    [
      "when none of their words is left",
      { conversation: aConversation({ messages: [aBanNotice("Rule 2"), invite] }) },
    ],
    ["long after the cutoff", { now: minutesAfter(noon, 60 * 24 * 400) }],
  ])("%s", (_, overrides) => {
    expect(keysFor(overrides)).toEqual(all);
  });

  it("after a new ban whose notice gives no reason, beside the note that says so", () => {
    const conversation = aConversation({ isAuto: true, messages: [aBanNotice(null), theirs] });
    expect(keysFor({ conversation, ban: aBan({ note: "" }) })).toEqual(["no-reason", ...all]);
  });

  it("without the thanks where Reddit refuses them", () => {
    const givenUpForAppeal = new Map([["final", "m2"]]);
    expect(keysFor({ givenUpForAppeal })).toEqual(["note", "unarchive"]);
  });

  it("in its own conversation only", () => {
    const conversation = aConversation({ id: "c2", messages: [aMessage("saferbot"), theirs] });
    expect(keysFor({ conversation, ban: aBan({ note: "Autoban" }) })).toEqual([]);
  });

  it("where its author is renamed", () => {
    const appellant = anAppellant({ id: "t2_muddy", name: "clean_boots" });
    const author = anAuthor("clean_boots", { id: "t2_muddy" });
    const conversation = aConversation({ appellant, messages: [{ ...theirs, author }, invite] });
    expect(keysFor({ conversation })).toEqual(all);
  });

  it("and contests the ban that stood when it was sent", () => {
    const ban = aBan({ bannedAt: minutesAfter(noon, 20) });
    const conversation = aConversation({
      id: "c2",
      messages: [aMessage(cast.appellant, { date: minutesAfter(noon, 40) })],
    });
    expect(keysFor({ ban, conversation })).toEqual(["link:c2", "pointer:c2"]);
  });

  it("although the ban has another date by then, unless it is known to have been lifted first", () => {
    const ban = aBan({ bannedAt: minutesAfter(noon, 31) });
    expect(keysFor({ ban })).toEqual(all);
    const forwarded = { ...appeal, state: "forwarded" as const };
    const done = { appeal: forwarded, settledForAppeal: new Set([...settledForAppeal, ...all]) };
    const conversation = withMessages(aMessage(cast.appellant, { date: minutesAfter(noon, 32) }));
    expect(keysFor({ ban, conversation, ...done })).toEqual([]);
    const lift = { at: minutesAfter(noon, 30), by: cast.moderator };
    expect(keysFor({ ban, lift })).toEqual(["close"]);
    expect(keysFor({ ban, conversation, lift, ...done })).toContain("open");
  });
});

describe("a form that was sent is left as a private note, once,", () => {
  it.each<[string, Partial<AppealFacts>]>([
    [
      "while its author is suspended",
      { conversation: aConversation({ appellant: anAppellant({ account: "suspended" }) }) },
    ],
    [
      "where a moderator has answered",
      { conversation: withMessages(aMessage(cast.moderator, { id: "m3" })) },
    ],
  ])("%s", (_, overrides) => {
    expect(keysFor(overrides).filter((key) => key !== "involved")).toEqual(["note"]);
    const noted = new Set([...settledForAppeal, "note", "involved"]);
    expect(keysFor({ ...overrides, settledForAppeal: noted })).not.toContain("note");
  });

  it("and is forwarded when its author is back", () => {
    const noted = new Set([...settledForAppeal, "note"]);
    expect(keysFor({ settledForAppeal: noted })).toEqual(["final", "unarchive"]);
  });
});

describe("a form that was sent needs nobody any more", () => {
  it("once the account is deleted or the ban lifted", () => {
    const appellant = anAppellant({ name: "[deleted]", account: "deleted" });
    const messages = [aMessage("[deleted]"), invite];
    expect(keysFor({ conversation: aConversation({ appellant, messages }) })).toEqual(["close"]);
    expect(keysFor({ ban: notBanned })).toEqual(["close"]);
  });
});

describe("an invitation that Reddit refuses for good", () => {
  const open = { appeal: anAppeal(), settledForAppeal: new Set<string>() };
  const givenUpForAppeal = new Map([["invite", "m1"]]);

  it("is not repeated, and its conversation stays where people see it", () => {
    expect(keysFor({ ...open, givenUpForAppeal })).toEqual([]);
  });

  it("is sent when they write again", () => {
    const later = aMessage(cast.appellant, { id: "m9", date: minutesAfter(noon, 60) });
    const conversation = aConversation({ messages: [theirs, later] });
    expect(keysFor({ ...open, givenUpForAppeal, conversation })).toEqual([
      "invite",
      "archive:invite",
    ]);
  });
});

describe("the private note", () => {
  const noteWith = (ban: AppealFacts["ban"], language = "en") =>
    privateNoteParts(form, { heading: "Answers", language, earlierAppeals: [], ban })[0];

  it("says until when a ban lasts that has become temporary", () => {
    const endsAt = new Date("2026-04-01T08:30:00.000Z");
    const ban = aBan({ permanence: "temporary", endsAt });
    expect(noteWith(ban)).toMatch(
      /^The ban is now a temporary one, until 2026-04-01 08:30 UTC\.\n\nAnswers/,
    );
    expect(noteWith(ban, "de")).toMatch(
      /^Die Sperre ist jetzt befristet, bis 2026-04-01 08:30 UTC\./,
    );
    expect(noteWith({ ...ban, endsAt: null })).toMatch(/^The ban is now a temporary one\.\n/);
  });

  it("says nothing of a ban that is what it was", () => {
    expect(noteWith(aBan())).toMatch(/^Answers/);
    expect(noteWith(aBan({ permanence: "unknown" }))).toMatch(/^Answers/);
  });
});
