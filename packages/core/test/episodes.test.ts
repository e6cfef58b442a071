import { describe, expect, it } from "vitest";
import {
  type AppealFacts,
  type Decision,
  decideAppeal,
  defaultCommunitySettings,
  type EarlierAppeal,
  type ModeratorAction,
  notBanned,
} from "../src/index.ts";
import {
  aBan,
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

const bannedAt = minutesAfter(noon, -60);
const pastCutoff = minutesAfter(daysAfter(noon, 30), 1);
const form = {
  answers: someAnswers,
  questions: shortQuestions,
  submittedAt: minutesAfter(noon, 9),
};
const closing = (outcome: "granted" | "denied" | "none") => [
  { kind: "close-appeal", key: "close", outcome, ...(outcome === "granted" ? { lift: null } : {}) },
];
const keys = ({ actions }: Decision) => actions.map((action) => action.key);

describe("an open appeal that nothing happened to until the cutoff", () => {
  const decide = (overrides: Partial<AppealFacts>) =>
    decideAppeal(someFacts({ now: pastCutoff, ...overrides }));
  const archivedBy = (author: string, date: Date): ModeratorAction => ({
    id: "a1",
    kind: "archived",
    author,
    date,
  });

  it.each(["new", "invited", "forwarded"] as const)(
    "is closed with outcome none when %s",
    (state) => {
      expect(decide({ appeal: anAppeal({ state }) })).toEqual({
        reason: "eligible",
        actions: closing("none"),
      });
    },
  );

  it("is not closed on the dot, nor while the appellant goes on writing", () => {
    const appeal = anAppeal({ state: "invited" });
    const settledForAppeal = new Set(["invite", "archive:invite"]);
    const now = daysAfter(noon, 30);
    expect(decideAppeal(someFacts({ appeal, settledForAppeal, now })).actions).toEqual([]);
    const messages = [aMessage(cast.appellant, { date: daysAfter(noon, 5) })];
    const conversation = aConversation({ messages });
    expect(decide({ appeal, settledForAppeal, conversation }).actions).toEqual([]);
  });

  it("is closed in control, too, and while the ban is a temporary one", () => {
    expect(decide({ appeal: anAppeal({ group: "control" }) })).toEqual({
      reason: "control",
      actions: closing("none"),
    });
    const ban = aBan({ permanence: "temporary" });
    expect(decide({ appeal: anAppeal(), ban })).toEqual({
      reason: "eligible",
      actions: closing("none"),
    });
  });

  it("is not closed before its form has reached people, however late", () => {
    const appeal = anAppeal({ state: "invited", form });
    const settledForAppeal = new Set(["invite", "archive:invite"]);
    expect(keys(decide({ appeal, settledForAppeal }))).toEqual(["final", "note", "unarchive"]);
    const answer = aMessage(cast.moderator, { id: "m2" });
    const conversation = aConversation({ messages: [aMessage(cast.appellant), answer] });
    const involved = { ...appeal, isModeratorInvolved: true };
    expect(keys(decide({ appeal: involved, settledForAppeal, conversation }))).toEqual(["note"]);
    const done = new Set([...settledForAppeal, "note"]);
    expect(decide({ appeal: involved, settledForAppeal: done, conversation }).actions).toEqual(
      closing("denied"),
    );
  });

  it("is denied when a person had answered", () => {
    expect(decide({ appeal: anAppeal({ isModeratorInvolved: true }) }).actions).toEqual(
      closing("denied"),
    );
  });

  it("is denied when a person archived it after it had reached people", () => {
    const moderatorActions = [archivedBy(cast.moderator, minutesAfter(noon, 20))];
    const conversation = aConversation({ moderatorActions });
    const forwarded = anAppeal({ state: "forwarded", form });
    expect(decide({ appeal: forwarded, conversation }).actions).toEqual(closing("denied"));
    const control = anAppeal({ group: "control" });
    expect(decide({ appeal: control, conversation }).actions).toEqual(closing("denied"));
    const waiting = anAppeal({ state: "invited" });
    expect(decide({ appeal: waiting, conversation }).actions).toEqual(closing("none"));
  });

  it.each([
    ["a person before the form was there", cast.moderator, minutesAfter(noon, 5)],
    ["our bot", cast.bot.toUpperCase(), minutesAfter(noon, 20)],
    ["AutoModerator", "AutoModerator", minutesAfter(noon, 20)],
    ["a listed bot", "SaferBot", minutesAfter(noon, 20)],
  ])("is not denied because it was archived by %s", (_, author, date) => {
    const conversation = aConversation({ moderatorActions: [archivedBy(author, date)] });
    const appeal = anAppeal({ state: "forwarded", form });
    expect(decide({ appeal, conversation }).actions).toEqual(closing("none"));
  });

  it("is granted all the same when the ban is lifted", () => {
    const appeal = anAppeal({ state: "forwarded", isModeratorInvolved: true });
    expect(decide({ appeal, ban: notBanned })).toEqual({
      reason: "not-banned",
      actions: closing("granted"),
    });
  });
});

describe("after a closed appeal", () => {
  const earlier = (overrides: Partial<EarlierAppeal> = {}): EarlierAppeal => ({
    id: "appeal-0",
    bannedAt,
    openedAt: noon,
    closedAt: pastCutoff,
    outcome: "none",
    conversationId: "c0",
    formSubmittedAt: null,
    ...overrides,
  });
  const later = daysAfter(noon, 60);
  const decide = (overrides: Partial<AppealFacts>) =>
    decideAppeal(
      someFacts({
        now: minutesAfter(later, 2),
        conversation: aConversation({ messages: [aMessage(cast.appellant, { date: later })] }),
        group: "treatment",
        ...overrides,
      }),
    );

  it.each([
    ["denied", earlier({ outcome: "denied" })],
    ["undecided, with its form sent", earlier({ formSubmittedAt: noon })],
    ["unsent, after these words", earlier({ closedAt: minutesAfter(later, 90) })],
  ])("writing again about a ban whose appeal was closed %s changes nothing", (_, former) => {
    const earlierAppeals = [former];
    expect(decide({ earlierAppeals })).toEqual({ reason: "eligible", actions: [] });
    expect(decide({ earlierAppeals, group: "control" })).toEqual({
      reason: "control",
      actions: [],
    });
    const someOther = [...earlierAppeals, earlier({ id: "x", bannedAt: daysAfter(noon, 40) })];
    expect(decide({ earlierAppeals: someOther }).actions).toEqual([]);
  });

  it("closed unsent, writing again opens a new appeal of the same ban and group, once", () => {
    const earlierAppeals = [earlier()];
    const draw = 0.9;
    const community = { ...defaultCommunitySettings, treatmentFraction: 0.5 };
    const again = decide({ earlierAppeals, draw, community });
    expect(again.actions[0]).toMatchObject({ kind: "open-appeal", group: "treatment", bannedAt });
    expect(keys(again)).toEqual(["open", "invite", "archive:invite"]);
    expect(keys(decide({ earlierAppeals, group: "control" }))).toEqual(["open"]);
    const twice = [...earlierAppeals, earlier({ id: "appeal-1", closedAt: daysAfter(later, 30) })];
    expect(keys(decide({ earlierAppeals: twice }))).toEqual([]);
  });

  it("closed unsent as they wrote, their words open a new appeal", () => {
    const earlierAppeals = [earlier({ closedAt: minutesAfter(later, 1) })];
    expect(keys(decide({ earlierAppeals }))).toEqual(["open", "invite", "archive:invite"]);
  });

  it.each(["none", "denied", "granted"] as const)(
    "a ban of a later date opens a new appeal in the same group (%s before)",
    (outcome) => {
      const ban = aBan({ bannedAt: daysAfter(noon, 59) });
      const earlierAppeals = [earlier({ outcome })];
      const draw = 0.9;
      const community = { ...defaultCommunitySettings, treatmentFraction: 0.5 };
      expect(keys(decide({ ban, earlierAppeals, draw, community }))).toEqual([
        "open",
        "invite",
        "archive:invite",
      ]);
      const control = decide({ ban, earlierAppeals, draw: 0, community, group: "control" });
      expect(control).toEqual({
        reason: "control",
        actions: [{ kind: "open-appeal", key: "open", group: "control", bannedAt: ban.bannedAt }],
      });
    },
  );

  it("without dates, one that was granted ended its ban and others did not", () => {
    const ban = aBan({ bannedAt: null });
    expect(keys(decide({ ban, earlierAppeals: [earlier({ outcome: "granted" })] }))).toContain(
      "open",
    );
    const denied = earlier({ outcome: "denied" });
    expect(keys(decide({ ban, earlierAppeals: [denied] }))).toEqual([]);
    expect(keys(decide({ earlierAppeals: [{ ...denied, bannedAt: null }] }))).toEqual([]);
  });
});

describe("a ban of another date while an appeal is open", () => {
  const ban = aBan({ bannedAt: minutesAfter(noon, 30) });
  const conversation = aConversation({
    id: "c2",
    messages: [aMessage(cast.appellant, { date: minutesAfter(noon, 40) })],
  });
  const settledForAppeal = new Set(["invite", "archive:invite"]);
  const base = { ban, conversation, settledForAppeal, now: minutesAfter(noon, 41) };

  it("closes the first as granted and opens another in the same group", () => {
    const appeal = anAppeal({ state: "invited" });
    const decision = decideAppeal(someFacts({ ...base, appeal, group: "treatment" }));
    expect(decision).toEqual({
      reason: "eligible",
      actions: [
        ...closing("granted"),
        { kind: "open-appeal", key: "open", group: "treatment", bannedAt: ban.bannedAt },
        { kind: "send", key: "invite", scope: "appeal", text: "invite" },
        { kind: "archive", key: "archive:invite", scope: "appeal" },
      ],
    });
  });

  it("does the same in control, without a word", () => {
    const appeal = anAppeal({ group: "control" });
    const decision = decideAppeal(someFacts({ ...base, appeal, group: "control" }));
    expect(decision.reason).toBe("control");
    expect(keys(decision)).toEqual(["close", "open"]);
  });

  it("is the same ban where either date is unknown", () => {
    const undated = anAppeal({ state: "invited", bannedAt: null });
    expect(keys(decideAppeal(someFacts({ ...base, appeal: undated })))).not.toContain("open");
    const unknown = {
      ...base,
      ban: aBan({ bannedAt: null }),
      appeal: anAppeal({ state: "invited" }),
    };
    expect(keys(decideAppeal(someFacts(unknown)))).not.toContain("open");
  });

  it("opens nothing for old mail, but closes the appeal that the ban outlived", () => {
    const appeal = anAppeal({ state: "invited" });
    const old = { ...base, appeal, now: daysAfter(noon, 31) };
    expect(decideAppeal(someFacts(old))).toEqual({
      reason: "too-old",
      actions: closing("granted"),
    });
  });
});

describe("words from before", () => {
  const earlierAppeal: EarlierAppeal = {
    id: "appeal-0",
    bannedAt: daysAfter(noon, -9),
    openedAt: daysAfter(noon, -8),
    closedAt: daysAfter(noon, -1),
    outcome: "granted",
    conversationId: "c0",
    formSubmittedAt: null,
  };
  const granted = { ...earlierAppeal, outcome: "granted" as const };

  it("do not contest a ban that was set after them", () => {
    const ban = aBan({ bannedAt: minutesAfter(noon, 5) });
    const { actions } = decideAppeal(
      someFacts({ ban, earlierAppeals: [granted], group: "treatment" }),
    );
    expect(actions).toEqual([]);
  });

  it("contest the ban that stood when they were written, also where no appeal was before", () => {
    const facts = (bannedAt: Date) => someFacts({ ban: aBan({ bannedAt }) });
    expect(keys(decideAppeal(facts(minutesAfter(noon, 5))))).toEqual([]);
    expect(keys(decideAppeal(facts(minutesAfter(noon, -5))))).toContain("open");
  });

  it("leave an appeal of unknown date as it is, but a later ban is another one", () => {
    const earlier = { ...earlierAppeal, outcome: "denied" as const, bannedAt: null };
    const facts = (bannedAt: Date) =>
      someFacts({ ban: aBan({ bannedAt }), earlierAppeals: [earlier], group: "treatment" });
    const keysAt = (date: Date) => keys(decideAppeal(facts(date)));
    expect(keysAt(minutesAfter(earlier.openedAt, -5))).toEqual([]);
    expect(keysAt(minutesAfter(earlier.openedAt, 5))).toContain("open");
  });

  it("belong to the appeal whose ban bears the same date, though Reddit's clock be ahead of ours", () => {
    const bannedAt = minutesAfter(earlierAppeal.openedAt, 1);
    const earlier = { ...earlierAppeal, outcome: "denied" as const, bannedAt };
    const decided = (date: Date) =>
      keys(
        decideAppeal(
          someFacts({
            ban: aBan({ bannedAt: date }),
            earlierAppeals: [earlier],
            group: "treatment",
          }),
        ),
      );
    expect(decided(bannedAt)).toEqual([]);
    expect(decided(minutesAfter(bannedAt, 5))).toContain("open");
  });

  it("of a moderator, in a conversation apart, are no sign that an appeal was taken up", () => {
    const messages = [
      aMessage(cast.appellant, { id: "a1", date: minutesAfter(noon, -30) }),
      aMessage(cast.moderator, { id: "a2", date: minutesAfter(noon, -20) }),
    ];
    const apart = aConversation({ id: "c9", messages });
    const decided = decideAppeal(someFacts({ conversation: apart, appeal: anAppeal() }));
    expect(decided).toEqual({ reason: "human-involved", actions: [] });
  });
});
