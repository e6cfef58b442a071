import {
  actionKey,
  type CommunityPolicy,
  defaultCommunitySettings,
  type LeaveNote,
  type SendText,
} from "@appealmod/core";
import {
  aBan,
  aConversation,
  anAppeal,
  anAppellant,
  noon,
  plainTexts,
  shortQuestions,
  someAnswers,
} from "@appealmod/core/testing";
import { dialects, readHtml } from "@appealmod/core/testing/markdown";
import { expect, it } from "vitest";
import { type MessageContext, writeMessage } from "../src/write-messages.ts";

const policy: CommunityPolicy = {
  settings: defaultCommunitySettings,
  texts: plainTexts,
  questions: shortQuestions,
};

const context = (overrides: Partial<MessageContext> = {}): MessageContext => ({
  policy,
  conversation: aConversation(),
  appeal: anAppeal(),
  ban: aBan(),
  earlierAppeals: [],
  account: null,
  decision: null,
  question: null,
  formAddress: "https://appeals.example/form/token",
  ...overrides,
});

const text = (name: SendText["text"], key: string): SendText => ({
  kind: "send",
  key,
  scope: "appeal",
  text: name,
});

const note = (name: LeaveNote["note"], part = 1): LeaveNote => ({
  kind: "note",
  key: actionKey.answers(part),
  scope: "appeal",
  note: name,
  part,
});

it("fills the invite with the redditor's name and their own link", () => {
  expect(writeMessage(text("invite", actionKey.invite), context())).toBe(
    "Invite for muddy_boots: https://appeals.example/form/token",
  );
});

it("repeats the link with other words in a second conversation", () => {
  expect(writeMessage(text("invite", actionKey.repeatInvite("c2")), context())).toBe(
    "The same link again: https://appeals.example/form/token",
  );
});

it("fills community and cutoff where a text names them", () => {
  const texts = { ...plainTexts, reminder: "r/{{subreddit}} waits {{ cutoff_days }} days" };
  expect(
    writeMessage(text("reminder", "reminder:m2"), context({ policy: { ...policy, texts } })),
  ).toBe("r/PineLakeHikers waits 30 days");
});

it("says how long the form takes, and until when it is open, in the community's language", () => {
  const texts = { ...plainTexts, invite: "{{form_link}} {{minutes}} min., bis {{open_until}}" };
  const settings = { ...defaultCommunitySettings, language: "de", updateCutoffDays: 10 };
  const words = writeMessage(
    text("invite", actionKey.invite),
    context({
      policy: { ...policy, texts, settings },
      appeal: anAppeal({ openedAt: new Date("2026-02-25T23:30:00Z") }),
    }),
  );
  expect(words).toBe("https://appeals.example/form/token 3 min., bis 7. März 2026");
});

it("points to the conversation that the appeal began in", () => {
  expect(writeMessage(note("pointer"), context())).toBe(
    "Appealed in https://mod.reddit.com/mail/perma/c1",
  );
});

it("writes to a conversation without an appeal by its redditor's name", () => {
  const texts = { ...plainTexts, no_reason_note: "No reason for {{username}}" };
  const words = writeMessage(
    note("no-reason"),
    context({
      policy: { ...policy, texts },
      appeal: null,
      conversation: aConversation({ appellant: anAppellant({ name: "a*star*" }) }),
    }),
  );
  expect(words).toBe("No reason for a\\*star\\*");
});

it("leaves the answers under the questions that were asked", () => {
  const form = { answers: someAnswers, questions: shortQuestions, submittedAt: noon };
  const words = writeMessage(note("answers"), context({ appeal: anAppeal({ form }) }));
  expect(words).toContain("Answers of u/muddy_boots");
  expect(words).toContain("**Why do you think you were banned?**");
  expect(words).toContain("> I picked flowers where it is forbidden.");
  expect(words).toContain("> I made a mistake");
});

it("refuses to leave a part that there is not", () => {
  expect(() => writeMessage(note("answers", 2), context())).toThrow(
    "part 2 of the note was to be left, but there are 0",
  );
});

it.each(["_ida_", "__ida", "ida__", "-ida-", "---", "___", "a-_b_-c", "[deleted]", "<b>"])(
  "shows the name %j as it is written, wherever a text has it",
  (username) => {
    const words = (final: string) =>
      writeMessage(
        text("final", actionKey.final),
        context({
          policy: { ...policy, texts: { ...plainTexts, final } },
          appeal: anAppeal({ username }),
        }),
      );
    for (const final of [
      "Thanks, {{username}}.",
      "{{username}}",
      "Hi\n{{username}}\nthere",
      "**{{username}}**",
    ])
      for (const render of Object.values(dialects)) {
        const [block] = readHtml(render(words(final)));
        const isBold = final.includes("*");
        expect(block).toMatchObject({ within: ["p"], inline: isBold ? ["strong"] : [] });
        expect(block?.text).toBe(
          final.replaceAll("**", "").replaceAll("\n", " ").replace("{{username}}", username),
        );
      }
  },
);

it("leaves a name alone where it is part of a link, which Reddit makes by itself", () => {
  const final =
    "u/{{username}}, [you](https://www.reddit.com/user/{{ username }}) in /r/{{subreddit}}";
  const words = writeMessage(
    text("final", actionKey.final),
    context({
      policy: { ...policy, texts: { ...plainTexts, final } },
      appeal: anAppeal({ username: "_ida_-" }),
    }),
  );
  expect(words).toBe("u/_ida_-, [you](https://www.reddit.com/user/_ida_-) in /r/PineLakeHikers");
  const [, oldReddit] = Object.entries(dialects)[0] ?? [];
  const [block] = readHtml(oldReddit?.(words) ?? "");
  expect(block?.text).toBe("u/_ida_-, you in /r/PineLakeHikers");
  expect(block?.links.map(({ href }) => href)).toEqual([
    "/u/_ida_-",
    "https://www.reddit.com/user/_ida_-",
    "/r/PineLakeHikers",
  ]);
});
