import { describe, expect, it } from "vitest";
import {
  type AppealFacts,
  actionKey,
  decideAppeal,
  defaultCommunitySettings,
  type Message,
} from "../src/index.ts";
import {
  aConversation,
  aMessage,
  anAppeal,
  cast,
  daysAfter,
  minutesAfter,
  noon,
  shortQuestions,
  someAnswers,
  someFacts,
} from "../src/testing/index.ts";

const wrote = (id: string, minute: number) =>
  aMessage(cast.appellant, { id, date: minutesAfter(noon, minute) });
const botWrote = (id: string, minute: number, overrides: Partial<Message> = {}) =>
  aMessage(cast.bot, { id, date: minutesAfter(noon, minute), ...overrides });
const form = {
  answers: someAnswers,
  questions: shortQuestions,
  submittedAt: minutesAfter(noon, 9),
};
const invited = anAppeal({ state: "invited", lastChangedAt: minutesAfter(noon, 1) });
const afterInvite = ["invite", "archive:invite"];

function keysOf(overrides: Partial<AppealFacts>, ...settled: string[]): readonly string[] {
  const facts = someFacts({ settledForAppeal: new Set(settled), ...overrides });
  const decision = decideAppeal(facts);
  expect(decision.reason).toBe("eligible");
  return decision.actions.map((action) => action.key);
}

describe("no appeal yet", () => {
  const old = { conversation: aConversation({ messages: [wrote("m1", 0)] }) };

  it("old mail opens no appeal and draws no group", () => {
    const facts = someFacts({ ...old, now: minutesAfter(daysAfter(noon, 30), 1) });
    expect(decideAppeal(facts)).toEqual({ reason: "too-old", actions: [] });
    expect(decideAppeal({ ...facts, group: "control" })).toEqual({
      reason: "too-old",
      actions: [],
    });
  });

  it("mail exactly as old as the cutoff is not old yet, and the cutoff is the community's", () => {
    expect(decideAppeal(someFacts({ ...old, now: daysAfter(noon, 30) })).reason).toBe("eligible");
    const community = { ...defaultCommunitySettings, updateCutoffDays: 2 };
    const now = daysAfter(noon, 3);
    expect(decideAppeal(someFacts({ ...old, community, now })).reason).toBe("too-old");
  });

  it("the appellant's own last message counts, not somebody else's", () => {
    const messages = [wrote("m1", 0), botWrote("m2", 45 * 24 * 60, { isPrivate: true })];
    const now = daysAfter(noon, 46);
    const facts = someFacts({ conversation: aConversation({ messages }), now });
    expect(decideAppeal(facts).reason).toBe("too-old");
  });
});

describe("a new appeal", () => {
  it("is invited and archived, from wherever the last run ended", () => {
    const appeal = anAppeal();
    expect(keysOf({ appeal })).toEqual(["invite", "archive:invite"]);
    expect(keysOf({ appeal: invited }, "invite")).toEqual(["archive:invite"]);
  });

  it("is invited once although the appellant wrote several times before", () => {
    const conversation = aConversation({ messages: [wrote("m1", 0), wrote("m2", 1)] });
    expect(keysOf({ appeal: anAppeal(), conversation })).toEqual(["invite", "archive:invite"]);
  });
});

describe("an invited appeal", () => {
  const conversationOf = (...messages: Message[]) => ({
    appeal: invited,
    conversation: aConversation({ messages: [wrote("m1", 0), botWrote("m2", 1), ...messages] }),
  });

  it("has nothing to hear while nothing is new", () => {
    expect(keysOf(conversationOf(), ...afterInvite)).toEqual([]);
  });

  it("is reminded and archived when the appellant writes again", () => {
    expect(keysOf(conversationOf(wrote("m3", 2)), ...afterInvite)).toEqual([
      "reminder:m3",
      "archive:reminder:m3",
    ]);
  });

  it("is reminded once of several messages, by the newest one", () => {
    const facts = conversationOf(wrote("m3", 2), wrote("m4", 3));
    expect(keysOf(facts, ...afterInvite)).toEqual(["reminder:m4", "archive:reminder:m4"]);
  });

  it("is archived after the reminder also when the run ended between the two", () => {
    const facts = conversationOf(wrote("m3", 2), botWrote("m4", 3));
    expect(keysOf(facts, ...afterInvite, "reminder:m3")).toEqual(["archive:reminder:m3"]);
    expect(keysOf(facts, "invite", "reminder:m3", "archive:reminder:m3")).toEqual([]);
  });

  it("is reminded again of a message after the reminder", () => {
    const facts = conversationOf(wrote("m3", 2), botWrote("m4", 3), wrote("m5", 4));
    const settled = [...afterInvite, "reminder:m3", "archive:reminder:m3"];
    expect(keysOf(facts, ...settled)).toEqual(["reminder:m5", "archive:reminder:m5"]);
  });

  it("does not take our private notes for an answer", () => {
    const facts = conversationOf(wrote("m3", 2), botWrote("m4", 3, { isPrivate: true }));
    expect(keysOf(facts, ...afterInvite)).toEqual(["reminder:m3", "archive:reminder:m3"]);
  });

  it("is archived without a word past the cap, and once for each message", () => {
    const community = { ...defaultCommunitySettings, reminderCap: 1 };
    const facts = {
      ...conversationOf(wrote("m3", 2), botWrote("m4", 3), wrote("m5", 4)),
      community,
    };
    const settled = [...afterInvite, "reminder:m3", "archive:reminder:m3"];
    expect(keysOf(facts, ...settled)).toEqual(["archive:reminder:m5"]);
    expect(keysOf(facts, ...settled, "archive:reminder:m5")).toEqual([]);
    const silent = { ...facts, community: { ...community, reminderCap: 0 } };
    expect(keysOf(silent, ...afterInvite)).toEqual(["archive:reminder:m5"]);
  });
});

describe("a submitted form", () => {
  const submitted = { appeal: { ...invited, form, lastChangedAt: form.submittedAt } };

  it("is forwarded: final, private note, unarchive", () => {
    expect(
      decideAppeal(someFacts({ ...submitted, settledForAppeal: new Set(afterInvite) })),
    ).toEqual({
      reason: "eligible",
      actions: [
        { kind: "send", key: "final", scope: "appeal", text: "final" },
        { kind: "note", key: "note", scope: "appeal", note: "answers", part: 1 },
        { kind: "unarchive", key: "unarchive", scope: "appeal" },
      ],
    });
  });

  it("is forwarded part by part, from wherever the last run ended", () => {
    const facts = { ...submitted, noteParts: 2 };
    expect(keysOf(facts, ...afterInvite)).toEqual(["final", "note", "note:2", "unarchive"]);
    expect(keysOf(facts, "final", "note")).toEqual(["note:2", "unarchive"]);
    expect(keysOf(facts, "final", "note", "note:2")).toEqual(["unarchive"]);
    expect(keysOf(facts, "final", "note", "note:2", "unarchive")).toEqual([]);
  });

  it("goes before a reminder that would be due", () => {
    const messages = [wrote("m1", 0), botWrote("m2", 1), wrote("m3", 2)];
    const facts = { ...submitted, conversation: aConversation({ messages }) };
    expect(keysOf(facts, ...afterInvite)).toEqual(["final", "note", "unarchive"]);
  });

  it("once forwarded is people's business, whatever the appellant writes", () => {
    const messages = [wrote("m1", 0), botWrote("m2", 1), botWrote("m3", 10), wrote("m4", 11)];
    const facts = {
      appeal: { ...submitted.appeal, state: "forwarded" as const },
      conversation: aConversation({ messages }),
    };
    expect(keysOf(facts, ...afterInvite, "final", "note", "unarchive")).toEqual([]);
  });
});

describe("a second conversation about the same ban", () => {
  const second = (...messages: Message[]) => ({
    appeal: invited,
    conversation: aConversation({ id: "c2", messages: [wrote("n1", 5), ...messages] }),
  });

  it("is linked, given the link once, and archived", () => {
    const { actions } = decideAppeal(
      someFacts({ ...second(), settledForAppeal: new Set(afterInvite) }),
    );
    expect(actions).toEqual([
      { kind: "link-conversation", key: "link:c2" },
      { kind: "send", key: "invite:c2", scope: "appeal", text: "invite" },
      { kind: "archive", key: "archive:invite:c2", scope: "appeal" },
    ]);
    expect(keysOf(second(), ...afterInvite, "link:c2")).toEqual(["invite:c2", "archive:invite:c2"]);
    const answered = second(botWrote("n2", 6));
    const linked = [...afterInvite, "link:c2", "invite:c2"];
    expect(keysOf(answered, ...linked)).toEqual(["archive:invite:c2"]);
    expect(keysOf(answered, ...linked, "archive:invite:c2")).toEqual([]);
  });

  it("is reminded like the first one, under the same cap", () => {
    const facts = second(botWrote("n2", 6), wrote("n3", 7));
    const settled = [...afterInvite, "link:c2", "invite:c2", "archive:invite:c2"];
    expect(keysOf(facts, ...settled)).toEqual(["reminder:n3", "archive:reminder:n3"]);
    const reminded = second(botWrote("n2", 6), wrote("n3", 7), botWrote("n4", 8));
    expect(keysOf(reminded, ...settled, "reminder:n3")).toEqual(["archive:reminder:n3"]);
    const community = { ...defaultCommunitySettings, reminderCap: 2 };
    const capped = [...settled, "reminder:m3", "reminder:m5"];
    expect(keysOf({ ...facts, community }, ...capped)).toEqual(["archive:reminder:n3"]);
  });

  it.each(["invited", "forwarded"] as const)(
    "is left a pointer once when the form is in and the appeal is %s",
    (state) => {
      const facts = { ...second(), appeal: { ...invited, state, form } };
      const { actions } = decideAppeal(someFacts(facts));
      expect(actions).toEqual([
        { kind: "link-conversation", key: "link:c2" },
        { kind: "note", key: "pointer:c2", scope: "appeal", note: "pointer", part: 1 },
      ]);
      expect(keysOf(facts, "link:c2", "pointer:c2")).toEqual([]);
    },
  );

  it("of each further one, each gets its own", () => {
    const conversation = aConversation({ id: "c3", messages: [wrote("o1", 5)] });
    const settled = [...afterInvite, "link:c2", "invite:c2", "archive:invite:c2"];
    expect(keysOf({ appeal: invited, conversation }, ...settled)).toEqual([
      "link:c3",
      "invite:c3",
      "archive:invite:c3",
    ]);
  });
});

describe("a link that was lost and asked for on the site", () => {
  const askedAt = minutesAfter(noon, 30);
  const asked = `invite:asked:${askedAt.getTime()}`;
  const appeal = anAppeal({ state: "invited", linkAskedAt: askedAt });
  const facts = { appeal, group: "treatment" as const };

  it("is repeated in the conversation once, which is put away again", () => {
    expect(keysOf(facts, ...afterInvite)).toEqual([asked, `archive:${asked}`]);
    expect(keysOf(facts, ...afterInvite, asked)).toEqual([`archive:${asked}`]);
    expect(keysOf(facts, ...afterInvite, asked, `archive:${asked}`)).toEqual([]);
  });

  it("is repeated three times within a day at most", () => {
    const hoursBefore = (hours: number) =>
      actionKey.askedLink(new Date(askedAt.getTime() - hours * 3_600_000));
    const twice = [...afterInvite, hoursBefore(1), hoursBefore(23)];
    expect(keysOf(facts, ...twice, hoursBefore(24))).toContain(asked);
    expect(keysOf(facts, ...twice, hoursBefore(23.9))).toEqual([]);
  });

  it("is not repeated to control, nor once the form is in", () => {
    const control = anAppeal({ group: "control", linkAskedAt: askedAt });
    const decided = decideAppeal(someFacts({ appeal: control, group: "control" }));
    expect(decided).toEqual({ reason: "control", actions: [] });
    const form = { answers: someAnswers, questions: shortQuestions, submittedAt: askedAt };
    const keys = keysOf({ ...facts, appeal: { ...appeal, form } }, ...afterInvite);
    expect(keys).toEqual(["final", "note", "unarchive"]);
  });
});

describe("a link that was replaced by a new one", () => {
  const appeal = anAppeal({ state: "invited", linkVersion: 2 });
  const facts = { appeal, group: "treatment" as const };
  const sent = "invite:version:2";

  it("is sent in the conversation once, which is put away again", () => {
    expect(keysOf(facts, ...afterInvite)).toEqual([sent, `archive:${sent}`]);
    expect(keysOf(facts, ...afterInvite, sent)).toEqual([`archive:${sent}`]);
    expect(keysOf(facts, ...afterInvite, sent, `archive:${sent}`)).toEqual([]);
  });

  it("goes with the invitation where that was not sent yet", () => {
    const early = { ...facts, appeal: { ...appeal, state: "new" as const } };
    expect(keysOf(early)).toEqual(["invite", "archive:invite"]);
  });

  it("is sent however often the link was asked for that day", () => {
    const asked = [1, 2, 3].map((hours) => actionKey.askedLink(minutesAfter(noon, hours)));
    expect(keysOf(facts, ...afterInvite, ...asked)).toEqual([sent, `archive:${sent}`]);
  });

  it("is not sent once the form is in", () => {
    const form = { answers: someAnswers, questions: shortQuestions, submittedAt: noon };
    const keys = keysOf({ ...facts, appeal: { ...appeal, form } }, ...afterInvite);
    expect(keys).toEqual(["final", "note", "unarchive"]);
  });
});
