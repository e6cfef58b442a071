import { notBanned } from "@appealmod/core";
import {
  aBan,
  aConversation,
  aMessage,
  anAppeal,
  cast,
  noon,
  plainTexts,
  shortQuestions,
  someAnswers,
} from "@appealmod/core/testing";
import { describe, expect, test } from "vitest";
import { logEntry } from "./log-entry.ts";
import { recordEntry } from "./record-entry.ts";

const form = { answers: someAnswers, questions: shortQuestions, submittedAt: noon };

function appellant(appeal: Parameters<typeof anAppeal>[0], more: object = {}) {
  return recordEntry({
    kind: "appellant",
    record: {
      username: cast.appellant,
      firstKnownAs: cast.appellant,
      subreddit: cast.subreddit,
      appeal: anAppeal(appeal),
      conversationIds: ["c1", "c7"],
      isDeleted: false,
      isFormShared: false,
      isNoteShared: false,
      lastConversationUpdate: noon,
      at: noon,
      ...more,
    },
  });
}

test("a conversation is stored whole, with the ban's facts and the time of unbanning", () => {
  const bannedAt = new Date("2026-02-01T00:00:00Z");
  const conversation = aConversation({
    messages: [aMessage("someone"), aMessage("other", { id: "m2" })],
  });
  const entry = recordEntry({
    kind: "conversation",
    record: {
      conversation,
      ban: aBan({ bannedAt, note: "Rule 2" }),
      contestedBan: null,
      unbannedAt: null,
      at: noon,
    },
  });
  expect(entry).toMatchObject({ collection: "conversation-logs", key: "c1", at: noon });
  expect(entry.document).toMatchObject({
    id: "c1",
    conversation_data: {
      subject: "My ban",
      num_messages: 2,
      participant: { name: cast.appellant },
    },
    message_data: [{ author: { name: "someone" } }, { id: "m2" }],
    ban_info: { is_banned: true, is_permanent: true, date: bannedAt, note: "Rule 2" },
    is_banned: true,
    unbanned_time: null,
  });
});

test("a ban that was lifted keeps its date and note", () => {
  const bannedAt = new Date("2026-02-01T00:00:00Z");
  const entry = recordEntry({
    kind: "conversation",
    record: {
      conversation: aConversation(),
      ban: notBanned,
      contestedBan: { bannedAt, note: "Rule 2" },
      unbannedAt: noon,
      at: noon,
    },
  });
  expect(entry.document).toMatchObject({
    ban_info: { is_banned: false, date: bannedAt, note: "Rule 2" },
    is_banned: false,
    unbanned_time: noon,
  });
});

test("a ban that nobody knows of is null, not false", () => {
  const entry = recordEntry({
    kind: "conversation",
    record: {
      conversation: aConversation(),
      ban: null,
      contestedBan: null,
      unbannedAt: null,
      at: noon,
    },
  });
  expect(entry.document).toMatchObject({ ban_info: null, is_banned: null, unbanned_time: null });
});

describe("a redditor in a community", () => {
  test("has exactly the fields that the research queries name", () => {
    const { key, document } = appellant(
      { state: "forwarded", form },
      { isFormShared: true, isNoteShared: true },
    );
    expect(key).toBe("pinelakehikers/muddy_boots");
    expect(document).toMatchObject({
      username: cast.appellant,
      subreddit: cast.subreddit,
      conv_id: "c1",
      other_conv_ids: ["c7"],
      group: 1,
      appeal_time: noon,
      form_filled: true,
      form_shared: true,
      note_shared: true,
      mod_involved: false,
      user_deleted: false,
      ignored: false,
      last_conv_update: noon,
      appeal_accept: null,
    });
  });

  test("keeps the former name once the account is gone", () => {
    const { key, document } = appellant({}, { username: "[deleted]", isDeleted: true });
    expect(key).toBe("pinelakehikers/muddy_boots");
    expect(document).toMatchObject({ username: cast.appellant, user_deleted: true });
  });

  test("of the control group never got a form, and keeps its outcome", () => {
    const { document } = appellant({ group: "control", state: "closed", outcome: "granted" });
    expect(document).toMatchObject({
      group: 0,
      form_shared: false,
      form_filled: false,
      ignored: false,
      appeal_accept: true,
    });
  });

  test.each([
    { outcome: "granted", accept: true, ignored: false },
    { outcome: "denied", accept: false, ignored: true },
    { outcome: "none", accept: null, ignored: true },
  ] as const)(
    "who was sent the form and let it be, outcome $outcome",
    ({ outcome, accept, ignored }) => {
      const { document } = appellant({ state: "closed", outcome }, { isFormShared: true });
      expect(document).toMatchObject({ appeal_accept: accept, ignored });
    },
  );
});

test("the texts in force go by the names that readers know", () => {
  const entry = recordEntry({
    kind: "bot-responses",
    record: {
      subreddit: "PineLakeHikers",
      texts: plainTexts,
      formAddress: "https://a/appeal",
      at: noon,
    },
  });
  expect(entry).toMatchObject({ collection: "bot-responses", key: "pinelakehikers" });
  expect(entry.document).toMatchObject({
    subreddit: "PineLakeHikers",
    initial: plainTexts.invite,
    reminder: plainTexts.reminder,
    final: plainTexts.final,
    form_link: "https://a/appeal",
  });
});

test("a community's facts", () => {
  const facts = {
    name: "PineLakeHikers",
    description: "Paths.",
    subscribers: 5,
    rules: [{ name: "Be kind", description: "" }],
    moderators: [{ id: null, name: "trail_warden", permissions: ["all"] }],
  };
  const entry = recordEntry({ kind: "subreddit", record: { facts, at: noon } });
  expect(entry).toMatchObject({ collection: "subreddits_info", key: "pinelakehikers" });
  expect(entry.document).toMatchObject({
    subreddit: "PineLakeHikers",
    subscribers: 5,
    rules: facts.rules,
  });
});

test("a log event has its six named fields, also where it knows no conversation", () => {
  const entry = logEntry({
    id: 7,
    position: 9,
    event: "runner-started",
    level: "info",
    audience: "milestone",
    message: "Up.",
    at: noon,
    actor: { kind: "moderator", name: "trail_warden" },
  });
  expect(entry.key).toBe("event-7");
  expect(entry.document).toEqual({
    message: "Up.",
    timestamp: noon,
    conv_id: null,
    subreddit: null,
    level: "info",
    event: "runner-started",
    audience: "milestone",
    actor: { kind: "moderator", name: "trail_warden" },
  });
});
