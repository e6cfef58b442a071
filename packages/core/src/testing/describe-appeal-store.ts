import { beforeEach, describe, expect, it } from "vitest";
import { actionKey, type RedditAction } from "../appeal/action.ts";
import type { Appeal } from "../appeal/appeal.ts";
import type { ModeratorDecision } from "../appeal/moderator-decision.ts";
import type { AppealStore } from "../ports.ts";
import type { Answers } from "../questions/answers.ts";
import {
  aDecision,
  cast,
  daysAfter,
  minutesAfter,
  noon,
  shortQuestions,
  someAnswers,
} from "./builders.ts";

const redditor = { id: "t2_muddy", name: cast.appellant };
/** The same person as rows from before account ids were kept know them. */
const byName = { id: null, name: cast.appellant };

/** A store under test, with what the site does beside it. */
export interface StoreUnderTest {
  readonly store: AppealStore;
  submitForm(appealId: string, answers: Answers, at: Date): Promise<void>;
  /** A moderator decides. */
  decide(decision: ModeratorDecision): Promise<void>;
  /** A moderator asks the redditor once more. @returns the question's id */
  ask(appealId: string, body: string, at: Date): Promise<string>;
  /** A moderator takes a decision back, if the bot has not begun. */
  takeBack(decision: ModeratorDecision): Promise<void>;
}

const invite: RedditAction = {
  kind: "send",
  key: actionKey.invite,
  scope: "appeal",
  text: "invite",
};
const archive: RedditAction = { kind: "archive", key: actionKey.archiveInvite, scope: "appeal" };
const unarchive: RedditAction = { kind: "unarchive", key: actionKey.unarchive, scope: "appeal" };
const noReason: RedditAction = {
  kind: "note",
  key: actionKey.noReason,
  scope: "conversation",
  note: "no-reason",
  part: 1,
};

/** What every store keeps to, in memory and in Postgres. */
export function describeAppealStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of an appeal store`, () => {
    let store: AppealStore;
    let submitForm: StoreUnderTest["submitForm"];
    let site: StoreUnderTest;
    beforeEach(async () => {
      site = await open();
      ({ store, submitForm } = site);
    });

    const opening = (overrides: Partial<Parameters<AppealStore["openAppeal"]>[0]> = {}) => ({
      subreddit: cast.subreddit,
      redditor,
      group: "treatment" as const,
      bannedAt: minutesAfter(noon, -60),
      banNote: "Rule 2: kept picking wildflowers",
      conversationId: "c1",
      questions: shortQuestions,
      at: noon,
      ...overrides,
    });
    const records = (overrides: Partial<Parameters<AppealStore["findRecords"]>[0]> = {}) =>
      store.findRecords({
        subreddit: cast.subreddit,
        redditor,
        conversationId: "c1",
        ...overrides,
      });
    const claimFor = (appeal: Appeal, action: RedditAction = invite, at = noon) =>
      store.claimAction({
        scope: "appeal",
        appealId: appeal.id,
        conversationId: appeal.conversationId,
        action,
        afterMessageId: "m1",
        bodyHash: "hash of the words",
        at,
      });
    const claimed = async (appeal: Appeal, action: RedditAction = invite, at = noon) => {
      const result = await claimFor(appeal, action, at);
      if (result.status !== "claimed") throw new Error(`not claimed but ${result.status}`);
      return result.claim;
    };

    it("knows nothing of a stranger", async () => {
      expect(await records()).toEqual({
        drawnAs: null,
        group: null,
        appeal: null,
        earlierAppeals: [],
        moderatorDecision: null,
        question: null,
        settledForAppeal: new Set(),
        givenUpForAppeal: new Map(),
        settledForConversation: new Set(),
      });
    });

    it("keeps the first draw, whatever is drawn later and however the names are written", async () => {
      const draw = { subreddit: cast.subreddit, redditor: byName, at: noon };
      const first = await store.drawGroup({ ...draw, group: "control", treatmentFraction: 0.5 });
      const second = await store.drawGroup({
        ...draw,
        redditor: { id: null, name: cast.appellant.toUpperCase() },
        subreddit: cast.subreddit.toLowerCase(),
        group: "treatment",
        treatmentFraction: 1,
      });
      expect([first, second, (await records()).group]).toEqual(["control", "control", "control"]);
    });

    it("opens one appeal at a time for a redditor, also when asked twice at once", async () => {
      const [one, other] = await Promise.all([
        store.openAppeal(opening()),
        store.openAppeal(
          opening({
            conversationId: "c2",
            redditor: { ...redditor, name: cast.appellant.toUpperCase() },
          }),
        ),
      ]);
      expect(one.id).toBe(other.id);
      expect(one).toMatchObject({ state: "new", outcome: null, isModeratorInvolved: false });
      expect((await records()).appeal).toEqual(one);
    });

    it("keeps communities and redditors apart", async () => {
      await store.openAppeal(opening());
      expect((await records({ subreddit: "OtherPlace", conversationId: "c9" })).appeal).toBeNull();
      expect(
        (
          await records({
            redditor: { id: "t2_other", name: "somebody_else" },
            conversationId: "c9",
          })
        ).appeal,
      ).toBeNull();
    });

    it("finds an appeal by its conversation when the account is gone", async () => {
      const appeal = await store.openAppeal(opening());
      expect((await records({ redditor: null })).appeal?.id).toBe(appeal.id);
      expect((await records({ redditor: null, conversationId: "c9" })).appeal).toBeNull();
    });

    it("lets one claim through and tells the others what became of it", async () => {
      const appeal = await store.openAppeal(opening());
      const results = await Promise.all([claimFor(appeal), claimFor(appeal), claimFor(appeal)]);
      expect(results.map((result) => result.status).sort()).toEqual(["claimed", "open", "open"]);
      const claim = (await store.openClaims("c1"))[0];
      expect(claim).toMatchObject({ appealId: appeal.id, action: invite, afterMessageId: "m1" });
      await store.settleClaim(claim?.id ?? "", { messageId: "m2", at: minutesAfter(noon, 1) });
      expect((await claimFor(appeal)).status).toBe("settled");
      expect(await store.openClaims("c1")).toEqual([]);
      expect(await store.recordedMessages("c1")).toEqual(new Set(["m2"]));
      expect(await store.recordedMessages("c2")).toEqual(new Set());
    });

    it("moves the appeal on when a claim is settled, once", async () => {
      const appeal = await store.openAppeal(opening());
      const claim = await claimed(appeal);
      const at = minutesAfter(noon, 1);
      await store.settleClaim(claim.id, { messageId: "m2", at });
      await store.settleClaim(claim.id, { messageId: "m2", at: minutesAfter(noon, 9) });
      const { appeal: after, settledForAppeal } = await records();
      expect(after).toMatchObject({ state: "invited", lastChangedAt: at });
      expect(settledForAppeal).toContain(actionKey.invite);
    });

    it("lets a released claim be claimed again, and leaves a settled one settled", async () => {
      const appeal = await store.openAppeal(opening());
      await store.releaseClaim((await claimed(appeal)).id, "did-not-happen");
      const again = await claimed(appeal);
      await store.settleClaim(again.id, { messageId: "m2", at: noon });
      await store.releaseClaim(again.id, "tried-in-vain");
      expect((await claimFor(appeal)).status).toBe("settled");
    });

    it("knows a redditor by the account's id, whatever the name becomes", async () => {
      const renamed = { ...redditor, name: "clean_boots" };
      await store.drawGroup({
        subreddit: cast.subreddit,
        redditor,
        group: "control",
        treatmentFraction: 0.5,
        at: noon,
      });
      const appeal = await store.openAppeal(opening());
      await store.rename(redditor.id, renamed.name);
      const known = await records({ redditor: renamed, conversationId: "c9" });
      expect(known.group).toBe("control");
      expect(known.appeal).toMatchObject({ id: appeal.id, username: "clean_boots" });
      const namesake = { id: "t2_namesake", name: cast.appellant };
      expect((await records({ redditor: namesake, conversationId: "c9" })).appeal).toBeNull();
    });

    it("gives whoever was known by name alone the account's id, once it is told", async () => {
      const appeal = await store.openAppeal(opening({ redditor: byName }));
      expect((await records()).appeal?.id).toBe(appeal.id);
    });

    it("remembers what was not seen to have happened, also when it is done anew", async () => {
      const appeal = await store.openAppeal(opening());
      await store.releaseClaim((await claimed(appeal, archive)).id, "did-not-happen");
      expect(await store.mayBeArchivedLate("c1", noon)).toBe(false);
      await store.releaseClaim((await claimed(appeal, archive)).id, "not-seen");
      const again = await claimed(appeal, archive, minutesAfter(noon, 1));
      await store.settleClaim(again.id, { messageId: "m2", at: minutesAfter(noon, 1) });
      expect(await store.mayBeArchivedLate("c1", noon)).toBe(true);
      expect(await store.mayBeArchivedLate("c1", minutesAfter(noon, 1))).toBe(false);
      expect(await store.mayBeArchivedLate("c2", noon)).toBe(false);
    });

    it("counts what was tried in vain from claim to claim, and ends what is given up", async () => {
      const appeal = await store.openAppeal(opening());
      await store.releaseClaim((await claimed(appeal)).id, "tried-in-vain");
      const second = await claimed(appeal);
      expect(second).toMatchObject({ vainTries: 1, bodyHash: "hash of the words" });
      await store.giveUpClaim(second.id, minutesAfter(noon, 5));
      const { givenUpForAppeal, settledForAppeal } = await records();
      expect([...givenUpForAppeal]).toEqual([[actionKey.invite, "m1"]]);
      expect(settledForAppeal).not.toContain(actionKey.invite);
      expect(await store.openClaims("c1")).toEqual([]);
    });

    it("lets what was given up be claimed anew, with all tries before it", async () => {
      const appeal = await store.openAppeal(opening());
      await store.releaseClaim((await claimed(appeal)).id, "tried-in-vain");
      await store.giveUpClaim((await claimed(appeal)).id, noon);
      expect(await claimed(appeal)).toMatchObject({ vainTries: 0 });
      expect((await records()).givenUpForAppeal.size).toBe(0);
    });

    it("names what was given up for a conversation among what is done there", async () => {
      const result = await store.claimAction({
        scope: "conversation",
        conversationId: "c1",
        action: noReason,
        afterMessageId: null,
        bodyHash: null,
        at: noon,
      });
      if (result.status !== "claimed") throw new Error("not claimed");
      await store.giveUpClaim(result.claim.id, noon);
      expect((await records()).settledForConversation).toContain(actionKey.noReason);
    });

    it("settles a conversation's own action without an appeal", async () => {
      const result = await store.claimAction({
        scope: "conversation",
        conversationId: "c1",
        action: noReason,
        afterMessageId: null,
        bodyHash: null,
        at: noon,
      });
      if (result.status !== "claimed") throw new Error("not claimed");
      await store.settleClaim(result.claim.id, { messageId: "m2", at: noon });
      expect((await records()).settledForConversation).toEqual(new Set([actionKey.noReason]));
      expect((await records({ conversationId: "c2" })).settledForConversation).toEqual(new Set());
    });

    it("links a second conversation and names it among the settled keys", async () => {
      const appeal = await store.openAppeal(opening());
      await store.linkConversation(appeal.id, "c2", noon);
      await store.linkConversation(appeal.id, "c2", noon);
      expect([...(await store.appealConversations(appeal.id))].sort()).toEqual(["c1", "c2"]);
      expect((await records()).settledForAppeal).toContain(actionKey.link("c2"));
      expect((await records({ redditor: null, conversationId: "c2" })).appeal?.id).toBe(appeal.id);
    });

    it("closes an appeal, remembers it as an earlier one and opens the next", async () => {
      const first = await store.openAppeal(opening());
      await store.closeAppeal(first.id, { outcome: "granted", at: daysAfter(noon, 2) });
      const second = await store.openAppeal(
        opening({ bannedAt: daysAfter(noon, 3), at: daysAfter(noon, 4) }),
      );
      const { appeal, earlierAppeals, settledForAppeal } = await records();
      expect(appeal?.id).toBe(second.id);
      expect(earlierAppeals).toMatchObject([
        { id: first.id, outcome: "granted", closedAt: daysAfter(noon, 2), formSubmittedAt: null },
      ]);
      expect(settledForAppeal).not.toContain(actionKey.invite);
    });

    it("shows a submitted form under the questions that were asked", async () => {
      const appeal = await store.openAppeal(opening());
      await submitForm(appeal.id, someAnswers, minutesAfter(noon, 5));
      expect((await records()).appeal?.form).toEqual({
        answers: someAnswers,
        questions: shortQuestions,
        submittedAt: minutesAfter(noon, 5),
      });
    });

    it("marks an appeal that a moderator has taken up", async () => {
      const appeal = await store.openAppeal(opening());
      await store.markInvolved(appeal.id, minutesAfter(noon, 5));
      expect((await records()).appeal).toMatchObject({
        isModeratorInvolved: true,
        lastChangedAt: minutesAfter(noon, 5),
      });
    });

    it("keeps what the redditor was told about the ban, as it was first known", async () => {
      const appeal = await store.openAppeal(opening());
      expect(appeal.banMessage).toBeNull();
      await store.keepBanMessage(appeal.id, "No picking.\n\nNot even clover. 🍀");
      await store.keepBanMessage(appeal.id, "Something else");
      expect((await records()).appeal).toEqual({
        ...appeal,
        banMessage: "No picking.\n\nNot even clover. 🍀",
      });
      const again = await store.openAppeal(opening());
      expect(again.banMessage).toBe("No picking.\n\nNot even clover. 🍀");
    });

    it("names an appeal due when its form is in, its check has come or an effect hangs", async () => {
      const waiting = await store.openAppeal(opening());
      await store.scheduleCheck(waiting.id, daysAfter(noon, 30));
      const due = async (at: Date) =>
        (await store.dueAppeals(at, 10)).map(({ appealId, because }) => ({ appealId, because }));
      expect(await due(daysAfter(noon, 29))).toEqual([]);
      expect(await due(daysAfter(noon, 30))).toEqual([
        { appealId: waiting.id, because: "check-due" },
      ]);
      const claim = await claimed(waiting);
      expect(await due(minutesAfter(noon, 2))).toEqual([
        { appealId: waiting.id, because: "effect-unsettled" },
      ]);
      await store.settleClaim(claim.id, { messageId: "m2", at: noon });
      expect(await due(minutesAfter(noon, 2))).toEqual([]);
      await submitForm(waiting.id, someAnswers, minutesAfter(noon, 3));
      expect(await due(minutesAfter(noon, 3))).toEqual([
        { appealId: waiting.id, because: "form-submitted" },
      ]);
      await store.scheduleCheck(waiting.id, minutesAfter(noon, 63));
      expect(await due(minutesAfter(noon, 4))).toEqual([]);
      const handed = await claimed(waiting, unarchive);
      await store.settleClaim(handed.id, { messageId: null, at: minutesAfter(noon, 4) });
      expect(await due(minutesAfter(noon, 63))).toEqual([
        { appealId: waiting.id, because: "check-due" },
      ]);
      await store.closeAppeal(waiting.id, { outcome: "none", at: minutesAfter(noon, 5) });
      expect(await due(daysAfter(noon, 60))).toEqual([]);
    });

    describe("of what moderators decided", () => {
      const decided = async (overrides: Partial<ModeratorDecision> = {}) => {
        const appeal = await store.openAppeal(opening());
        const id = "00000000-0000-4000-8000-000000000001";
        const decision = aDecision({ id, appealId: appeal.id, ...overrides });
        await site.decide(decision);
        return { appeal, decision };
      };
      const underWay = async () => (await records()).moderatorDecision;

      it("knows what is under way, whole", async () => {
        const probation = { until: daysAfter(noon, 30), conditions: "No flowers." };
        const { decision } = await decided({ probation, categories: ["understood"], rule: "2" });
        expect(await underWay()).toEqual(decision);
        expect(await store.beginDecision(decision.id, minutesAfter(noon, 2))).toBe(true);
        expect(await underWay()).toEqual({ ...decision, state: "begun" });
      });

      it("begins once, and not what was taken back", async () => {
        const { decision } = await decided();
        const begun = [decision.id, decision.id].map((id) => store.beginDecision(id, noon));
        expect((await Promise.all(begun)).sort()).toEqual([false, true]);
        await site.takeBack(decision);
        expect((await underWay())?.state).toBe("begun");
      });

      it("begins nothing that was taken back", async () => {
        const { decision } = await decided();
        await site.takeBack(decision);
        expect(await store.beginDecision(decision.id, noon)).toBe(false);
        expect(await underWay()).toBeNull();
      });

      it("knows when the ban was lifted for it", async () => {
        const { appeal, decision } = await decided();
        const key = actionKey.decision(1, "unban");
        const { bannedAt, decidedAt } = decision;
        const ban = { bannedAt, decidedAt };
        const claim = await claimed(appeal, { kind: "unban", key, scope: "appeal", ...ban });
        expect((await underWay())?.liftedAt).toBeNull();
        const at = minutesAfter(noon, 3);
        await store.settleClaim(claim.id, { messageId: null, at });
        expect((await underWay())?.liftedAt).toEqual(at);
      });

      it("ends it with its appeal, or while the appeal stays open", async () => {
        const { appeal, decision } = await decided();
        const end = { id: decision.id, state: "refused", trouble: "Another ban." } as const;
        await store.settleDecision(end, noon);
        expect(await underWay()).toBeNull();
        expect((await records()).appeal?.state).toBe("new");
        const id = "00000000-0000-4000-8000-000000000002";
        const second = aDecision({ id, appealId: appeal.id, number: 2 });
        await site.decide(second);
        expect(await underWay()).toEqual(second);
        const decisionEnd = { id, state: "done", trouble: null } as const;
        await store.closeAppeal(appeal.id, { outcome: "denied", at: noon, decision: decisionEnd });
        await store.openAppeal(opening());
        expect(await underWay()).toBeNull();
      });

      it("names it due where its job must have been lost", async () => {
        const { decision } = await decided();
        const due = async (minutes: number) =>
          (await store.dueAppeals(minutesAfter(decision.beginsAt, minutes), 10)).map(
            ({ because }) => because,
          );
        expect([await due(-1), await due(0.1), await due(1)]).toEqual([[], [], ["decision-due"]]);
        await store.beginDecision(decision.id, decision.beginsAt);
        expect(await due(1)).toEqual(["decision-due"]);
        await store.settleDecision({ id: decision.id, state: "done", trouble: null }, noon);
        expect(await due(1)).toEqual([]);
      });

      it("does not name due what waits for a second moderator", async () => {
        const { decision } = await decided({ needsSecond: true });
        expect(await store.dueAppeals(minutesAfter(decision.beginsAt, 9), 10)).toEqual([]);
      });
    });

    it("knows what moderators asked until it is answered, and puts the appeal on top then", async () => {
      const appeal = await store.openAppeal(opening());
      const id = await site.ask(appeal.id, "Where was that?", noon);
      const asked = { id, body: "Where was that?", askedBy: cast.moderator };
      expect((await records()).question).toEqual({ ...asked, messageId: null });
      const key = actionKey.question(id);
      const claim = await claimed(appeal, { kind: "send", key, scope: "appeal", text: "question" });
      await store.settleClaim(claim.id, { messageId: "m7", at: noon });
      expect((await records()).question).toEqual({ ...asked, messageId: "m7" });
      const at = minutesAfter(noon, 9);
      await store.noteAnswer(id, at);
      await store.noteAnswer(id, daysAfter(noon, 1));
      const { question, appeal: answered } = await records();
      expect([question, answered?.lastChangedAt]).toEqual([null, at]);
    });

    it("names the most urgent appeals first, each conversation once, where the look is needed", async () => {
      const open = (name: string) =>
        store.openAppeal(
          opening({ redditor: { id: `t2_${name}`, name }, conversationId: `of ${name}` }),
        );
      const checked = await open("checked");
      const hanging = await open("hanging");
      const sent = await open("sent");
      await store.scheduleCheck(checked.id, minutesAfter(noon, 1));
      // Both its check and its effect are due: the effect has to be looked at anyway.
      await store.scheduleCheck(hanging.id, noon);
      await claimed(hanging);
      await store.linkConversation(hanging.id, "second of hanging", noon);
      await store.claimAction({
        scope: "appeal",
        appealId: hanging.id,
        conversationId: "second of hanging",
        action: { ...invite, key: actionKey.repeatInvite("second of hanging") },
        afterMessageId: null,
        bodyHash: null,
        at: minutesAfter(noon, 1),
      });
      await submitForm(sent.id, someAnswers, minutesAfter(noon, 4));
      const due = (at: Date, limit: number) =>
        store
          .dueAppeals(at, limit)
          .then((found) => found.map(({ conversationId, because }) => [because, conversationId]));
      const all = [
        ["form-submitted", "of sent"],
        ["effect-unsettled", "of hanging"],
        ["effect-unsettled", "second of hanging"],
        ["check-due", "of checked"],
      ];
      expect(await due(minutesAfter(noon, 5), 10)).toEqual(all);
      expect(await due(minutesAfter(noon, 5), 2)).toEqual(all.slice(0, 2));
      await store.markInvolved(sent.id, minutesAfter(noon, 4));
      expect((await due(minutesAfter(noon, 5), 10)).at(-1)).toEqual(["check-due", "of sent"]);
    });

    it("calls an effect unsettled after half a minute, not before", async () => {
      const appeal = await store.openAppeal(opening());
      await claimed(appeal);
      const after = async (ms: number) =>
        (await store.dueAppeals(new Date(noon.getTime() + ms), 10)).length;
      expect([await after(30_000), await after(30_001)]).toEqual([0, 1]);
    });

    it("names no appeal due in a community that is held back, so that others have its place", async () => {
      const other = await store.openAppeal({ ...opening(), subreddit: "BirdCalls" });
      const held = await store.openAppeal(opening());
      await store.scheduleCheck(other.id, daysAfter(noon, 1));
      await store.scheduleCheck(held.id, noon);
      await claimed(held);
      const due = async (paused: readonly string[]) =>
        (await store.dueAppeals(daysAfter(noon, 1), 1, paused)).map(({ appealId }) => appealId);
      expect(await due([cast.subreddit.toUpperCase()])).toEqual([other.id]);
      expect(await due(["BirdCalls"])).toEqual([held.id]);
      expect(await due(["BirdCalls", cast.subreddit])).toEqual([]);
    });

    it("remembers how far each conversation was handled, and never goes back", async () => {
      const seen = { conversationId: "c1", subreddit: cast.subreddit, redditor };
      await store.rememberConversation({ ...seen, lastUpdated: minutesAfter(noon, 2) });
      await store.rememberConversation({ ...seen, lastUpdated: noon });
      expect(await store.handledUntil(["c1", "c2"])).toEqual(
        new Map([["c1", minutesAfter(noon, 2)]]),
      );
    });

    it("counts the conversations that an account answered within seconds, each once", async () => {
      const answer = (conversationId: string, author = "Welcome-App") =>
        store.noteQuickAnswer({ subreddit: cast.subreddit, author, conversationId });
      expect([await answer("c1"), await answer("c2"), await answer("c1")]).toEqual([1, 2, 1]);
      expect(await answer("c3", "welcome-app")).toBe(3);
      expect(await answer("c3", "somebody_else")).toBe(1);
    });

    it("keeps a cursor for each account", async () => {
      expect(await store.readCursor(cast.bot)).toBeNull();
      await store.saveCursor(cast.bot, { seenUntil: noon, longestPage: 3, observedAt: null });
      const later = {
        seenUntil: minutesAfter(noon, 1),
        longestPage: 7,
        observedAt: minutesAfter(noon, 2),
      };
      await store.saveCursor(cast.bot, later);
      expect(await store.readCursor(cast.bot)).toEqual(later);
    });
  });
}
