import {
  communitySettingsSchema,
  defaultCommunitySettings,
  ownCommunitySettingsSchema,
  savedReplySchema,
} from "@appealmod/core";
import { expect, it } from "vitest";

const reply = { id: "a1", title: "Kept", language: "en", suits: "keep", text: "Hello." } as const;
const problems = (text: string) =>
  savedReplySchema.safeParse({ ...reply, text }).error?.issues.map(({ message }) => message);

it("is complete without anything set", () => {
  expect(defaultCommunitySettings).toMatchObject({
    savedReplies: [],
    abusiveWords: [],
    decisionRules: { bannerDecidesAlone: true, needsSecond: false, deciders: [] },
    appealAgainDays: 0,
    authorHidden: true,
    transparencyReport: false,
  });
});

it("has every setting among those that a community sets of its own", () => {
  expect(Object.keys(ownCommunitySettingsSchema.shape)).toEqual(
    Object.keys(communitySettingsSchema.shape),
  );
});

it("takes a saved reply with its placeholders, and no other", () => {
  expect(problems("{{username}} {{subreddit}} {{rule}} {{ may_appeal_again }}")).toBeUndefined();
  expect(problems("Dear {{name}}, fill in {{form_link}}.")).toEqual([
    "{{name}} does not exist here; allowed: {{username}}, {{subreddit}}, {{rule}}, {{may_appeal_again}}",
    "{{form_link}} does not exist here; allowed: {{username}}, {{subreddit}}, {{rule}}, {{may_appeal_again}}",
  ]);
  expect(problems(" &#x200B; ")).toEqual(["the text is empty"]);
  expect(problems("x".repeat(8001))).toEqual(["the text is over 8000 characters"]);
});

it("takes no saved reply twice", () => {
  const twice = communitySettingsSchema.safeParse({ savedReplies: [reply, reply] });
  expect(twice.error?.issues.map(({ message }) => message)).toEqual([
    'the id of "Kept" stands twice',
  ]);
});
