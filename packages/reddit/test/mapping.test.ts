import { RedditError } from "@appealmod/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRedditDate } from "../src/mapping/parse-reddit-date.ts";
import { plainText } from "../src/mapping/plain-text.ts";
import { readConversationParts } from "../src/mapping/read-conversation-parts.ts";
import { toBanFromUser } from "../src/mapping/to-ban.ts";
import { toConversation } from "../src/mapping/to-conversation.ts";
import { oneConversationSchema, userSchema } from "../src/schemas/modmail.ts";
import { readAnswer } from "../src/schemas/read-answer.ts";
import {
  author,
  byId,
  conversation,
  message,
  moderator,
  user,
} from "../src/testing/modmail-answers.ts";

const call = {
  method: "GET",
  path: "/api/mod/conversations/1mahha",
  effect: "none",
  priority: "read",
  whenForbidden: "",
  whenNotFound: "",
} as const;

test("every date in either format is the same moment", () => {
  const dates = fc.date({
    min: new Date("2005-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, fc.integer({ min: -840, max: 840 }), (date, offset) => {
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, "0");
      const hours = `${offset < 0 ? "-" : "+"}${two(offset / 60)}`;
      const minutes = two(Math.abs(offset) % 60);
      expect(parseRedditDate(`${local}000${hours}${minutes}`)).toEqual(date);
      expect(parseRedditDate(`${local}${hours}:${minutes}`)).toEqual(date);
    }),
  );
});

test("what is no date is none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const date = parseRedditDate(text);
      expect(date === null || !Number.isNaN(date.getTime())).toBe(true);
    }),
  );
  for (const text of ["0001-01-01T00:00:00+00:00", "2023-13-45T00:00:00+0000", "2023-07-11", ""]) {
    expect(parseRedditDate(text)).toBeNull();
  }
});

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

test("text comes back as it was written, whether Reddit escaped it or not", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "&", "<", ">", "amp;", "gt;", "ü", "\n") });
  fc.assert(
    fc.property(texts, (text) => {
      expect(plainText(text, "<!-- SC_OFF -->")).toBe(text);
      expect(plainText(escaped(text), "&lt;!-- SC_OFF --&gt;")).toBe(text);
    }),
  );
});

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 1, maxLength: 12 });

test("messages and actions stand in the order of objIds, whatever the maps' order", () => {
  fc.assert(
    fc.property(ids, fc.infiniteStream(fc.boolean()), fc.nat(), (all, isPresent, seed) => {
      const present = all.filter(() => isPresent.next().value);
      const shuffled = [...present].sort((one, other) => hash(one, seed) - hash(other, seed));
      const parts = readConversationParts(call, conversation("c", all), [], {
        messages: byId(shuffled.map((id) => message(id, author("MossyBoots")))),
        modActions: null,
        user: null,
      });
      const mapped = toConversation(parts);
      expect(mapped.messages.map(({ id }) => id)).toEqual(present);
      expect(mapped.isComplete).toBe(present.length === all.length);
    }),
  );
});

function hash(text: string, seed: number): number {
  let value = seed;
  for (const char of text) value = (value * 31 + char.charCodeAt(0)) % 65_521;
  return value;
}

test("an appellant is never a moderator of the fallback, and never of an internal discussion", () => {
  const authors = fc.array(
    fc.constantFrom(moderator("Olive"), author("Kit"), author("Admin", { isAdmin: true })),
  );
  const participants = fc.constantFrom({}, null, undefined, author("Nell"));
  fc.assert(
    fc.property(authors, participants, fc.boolean(), (known, participant, isInternal) => {
      const json = conversation("c", [], { authors: known, participant, isInternal });
      const beside = { messages: {}, modActions: {}, user: null };
      const { appellant } = toConversation(readConversationParts(call, json, [], beside));
      const hasKit = known.some(({ name }) => name === "Kit");
      const expected = isInternal ? null : participant?.name ? "Nell" : hasKit ? "Kit" : null;
      expect(appellant?.name ?? null).toBe(expected);
    }),
  );
});

test.each([
  [{ isBanned: false, isPermanent: false, endDate: null }, { isBanned: false }],
  [{ isBanned: true, isPermanent: true, endDate: null }, "permanent"],
  [{ isBanned: true, isPermanent: false, endDate: null }, "temporary"],
  [
    { isBanned: true, endDate: "2023-08-11T20:33:14.617000+0000" },
    "temporary",
    new Date("2023-08-11T20:33:14.617Z"),
  ],
  [{ isBanned: true }, "unknown"],
  [null, null],
])(
  "reads the ban beside a conversation (%#)",
  (banStatus, expected, endsAt: Date | null = null) => {
    const ban = toBanFromUser(userSchema.parse(user("MossyBoots", { banStatus })));
    expect(ban).toEqual(
      typeof expected === "string"
        ? { isBanned: true, permanence: expected, bannedAt: null, endsAt, note: "", bannedBy: null }
        : expected,
    );
  },
);

test("whatever JSON an answer is made of: a conversation, or an error that names a key", () => {
  const values = fc.anything({ withNullPrototype: false });
  const answers = fc.oneof(
    fc.json().map((text): unknown => JSON.parse(text)),
    fc
      .record({ key: fc.constantFrom("conversation", "messages", "modActions", "user"), values })
      .map(({ key, values: value }) => ({
        conversation: conversation("c", ["m1"]),
        messages: byId([message("m1", author("MossyBoots"))]),
        [key]: value,
      })),
    fc
      .record({ key: fc.constantFrom(...Object.keys(conversation("c", []))), values })
      .map(({ key, values: value }) => ({
        conversation: { ...conversation("c", ["m1"]), [key]: value },
        messages: { m1: message("m1", author("MossyBoots"), { [key]: value }) },
      })),
  );
  fc.assert(
    fc.property(answers, (json) => {
      try {
        const answer = readAnswer(call, oneConversationSchema, json);
        const parts = readConversationParts(call, answer.conversation, ["conversation"], {
          messages: answer.messages,
          modActions: answer.modActions,
          user: answer.user ?? null,
        });
        expect(toConversation(parts).id).not.toBe("");
      } catch (error) {
        expect(error).toBeInstanceOf(RedditError);
        expect(error).toMatchObject({ kind: "unexpected-answer" });
      }
    }),
    { numRuns: 2_000 },
  );
});
