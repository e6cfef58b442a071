import { actionKey } from "../appeal/action.ts";
import { type Appeal, type EarlierAppeal, type Group, isOpen } from "../appeal/appeal.ts";
import { isNameAmong, isSameAccount, isSameName, type Redditor } from "../appeal/conversation.ts";
import { decisionDueBefore, isFormWaiting, mostUrgent, unsettledBefore } from "../appeal/due.ts";
import { evolveAppeal } from "../appeal/evolve.ts";
import { formSubmitted } from "../appeal/form-submission.ts";
import {
  isDecisionDue,
  type ModeratorDecision,
  type ModeratorDecisionState,
} from "../appeal/moderator-decision.ts";
import type { RedditorQuestion } from "../appeal/redditor-question.ts";
import type { BotEvent, EventLog } from "../events/bot-event.ts";
import { decidedEvent } from "../events/decided-event.ts";
import type {
  AppealStore,
  AppellantRecords,
  ClaimResult,
  DecisionEnding,
  DueAppeal,
  ListingCursor,
  ObservedConversation,
  OpenClaim,
  RecordedDecision,
  ReleaseReason,
} from "../ports.ts";
import type { Answers } from "../questions/answers.ts";
import type { QuestionSet } from "../questions/question-set.ts";

interface StoredAction {
  readonly scopeId: string;
  claim: OpenClaim;
  messageId: string | null;
  settledAt: Date | null;
  status: "claimed" | "settled" | "released" | "given-up";
}

/** A decision as it is kept, also when it is over. */
interface StoredDecision extends Omit<ModeratorDecision, "state"> {
  readonly state: ModeratorDecisionState;
  readonly trouble: string | null;
}

interface AskedQuestion extends Omit<RedditorQuestion, "messageId"> {
  readonly appealId: string;
  readonly isAnswered: boolean;
}

interface Draw {
  readonly subreddit: string;
  readonly redditor: Redditor;
  readonly group: Group;
}

/** The system of record in memory: for tests of policy and engine, no less strict than Postgres. */
export class MemoryAppealStore implements AppealStore {
  readonly appeals = new Map<string, Appeal>();
  readonly decisions: RecordedDecision[] = [];
  /** Conversations of appeals as last seen, by their ids. */
  readonly observed = new Map<string, ObservedConversation>();
  readonly #events: EventLog | null;
  readonly formTokens = new Map<string, string>();
  readonly questions = new Map<string, QuestionSet>();
  /** What moderators decided, by its ids. */
  readonly moderatorDecisions = new Map<string, StoredDecision>();
  readonly #asked = new Map<string, AskedQuestion>();
  readonly #draws: Draw[] = [];
  readonly #actions = new Map<string, StoredAction>();
  readonly #links = new Map<string, Set<string>>();
  readonly #checks = new Map<string, Date | null>();
  readonly #handled = new Map<string, Date>();
  readonly #notSeen: OpenClaim[] = [];
  readonly #quickAnswers = new Map<string, string[]>();
  readonly #cursors = new Map<string, ListingCursor>();
  #nextId = 1;

  /** @param events is told of every change that comes with an event */
  constructor(events: EventLog | null = null) {
    this.#events = events;
  }

  async findRecords(query: Parameters<AppealStore["findRecords"]>[0]): Promise<AppellantRecords> {
    const { subreddit, conversationId } = query;
    const redditor = query.redditor ?? this.#redditorOf(conversationId);
    const own = [...this.appeals.values()]
      .filter((appeal) => isSameName(appeal.subreddit, subreddit))
      .filter((appeal) => redditor !== null && isSameAccount(redditorOf(appeal), redditor))
      .sort((one, other) => one.openedAt.getTime() - other.openedAt.getTime());
    const appeal = own.find(isOpen) ?? null;
    const draw = redditor && this.#drawOf(subreddit, redditor);
    return {
      drawnAs: draw?.redditor.name ?? null,
      group: draw?.group ?? null,
      appeal,
      earlierAppeals: own.filter((candidate) => !isOpen(candidate)).map(asEarlier),
      moderatorDecision: appeal ? this.#decisionOf(appeal.id) : null,
      question: appeal ? this.#questionOf(appeal.id) : null,
      settledForAppeal: appeal ? this.#settledKeys(appeal.id) : new Set(),
      givenUpForAppeal: appeal ? this.#givenUpKeys(appeal.id) : new Map(),
      settledForConversation: new Set([
        ...this.#settledKeys(conversationId),
        ...this.#givenUpKeys(conversationId).keys(),
      ]),
    };
  }

  async drawGroup(draw: Parameters<AppealStore["drawGroup"]>[0]): Promise<Group> {
    const known = this.#drawOf(draw.subreddit, draw.redditor);
    if (known !== undefined) return known.group;
    this.#draws.push(draw);
    this.#emit(draw.event);
    return draw.group;
  }

  async openAppeal(opening: Parameters<AppealStore["openAppeal"]>[0]): Promise<Appeal> {
    const { at, questions, redditor, event, ...rest } = opening;
    const alreadyOpen = this.#openAppealOf(opening.subreddit, redditor);
    if (alreadyOpen) return alreadyOpen;
    const appeal: Appeal = {
      ...rest,
      redditorId: redditor.id,
      username: redditor.name,
      id: `appeal-${this.#nextId++}`,
      state: "new",
      outcome: null,
      openedAt: at,
      lastChangedAt: at,
      closedAt: null,
      grantedBy: null,
      isModeratorInvolved: false,
      banMessage: null,
      linkAskedAt: null,
      linkVersion: 1,
      form: null,
    };
    this.appeals.set(appeal.id, appeal);
    this.questions.set(appeal.id, questions);
    this.#links.set(appeal.id, new Set([opening.conversationId]));
    if (event) this.#emit({ ...event, appealId: appeal.id });
    return appeal;
  }

  async rename(redditorId: string, name: string, event?: BotEvent): Promise<void> {
    this.#emit(event);
    for (const [id, appeal] of this.appeals)
      if (appeal.redditorId === redditorId) this.appeals.set(id, { ...appeal, username: name });
  }

  async linkConversation(
    appealId: string,
    conversationId: string,
    at: Date,
    event?: BotEvent,
  ): Promise<void> {
    const linked = this.#links.get(appealId);
    if (linked?.has(conversationId)) return;
    linked?.add(conversationId);
    this.#emit(event);
    this.#evolve(appealId, { kind: "link-conversation", key: actionKey.link(conversationId) }, at);
  }

  async markInvolved(appealId: string, at: Date, event?: BotEvent): Promise<void> {
    if (!this.#isOpen(appealId)) return;
    this.#emit(event);
    this.#evolve(appealId, { kind: "mark-involved", key: actionKey.involved }, at);
  }

  async keepBanMessage(appealId: string, reason: string): Promise<void> {
    const appeal = this.appeals.get(appealId);
    if (appeal) this.appeals.set(appealId, { ...appeal, banMessage: appeal.banMessage ?? reason });
  }

  async closeAppeal(
    appealId: string,
    { outcome, at, lift = null, decision, event }: Parameters<AppealStore["closeAppeal"]>[1],
  ): Promise<void> {
    if (this.#isOpen(appealId)) {
      this.#emit(event);
      if (decision) this.#endDecision(decision);
    }
    this.#evolve(appealId, { kind: "close-appeal", key: actionKey.close, outcome, lift }, at);
    this.#checks.set(appealId, null);
  }

  async beginDecision(decisionId: string, _at: Date, event?: BotEvent): Promise<boolean> {
    const decision = this.moderatorDecisions.get(decisionId);
    if (decision?.state !== "pending") return false;
    this.moderatorDecisions.set(decisionId, { ...decision, state: "begun" });
    this.#emit(event);
    return true;
  }

  async settleDecision(ending: DecisionEnding): Promise<void> {
    this.#endDecision(ending);
  }

  async noteAnswer(questionId: string, at: Date, event?: BotEvent): Promise<void> {
    const question = this.#asked.get(questionId);
    if (!question || question.isAnswered) return;
    this.#asked.set(questionId, { ...question, isAnswered: true });
    this.#emit(event);
    const key = actionKey.answered(questionId);
    this.#evolve(question.appealId, { kind: "note-answer", key, questionId }, at);
  }

  async scheduleCheck(appealId: string, at: Date | null): Promise<void> {
    this.#checks.set(appealId, at);
  }

  async registerFormToken(appealId: string, token: string): Promise<void> {
    this.formTokens.set(token, appealId);
  }

  async claimAction(claim: Parameters<AppealStore["claimAction"]>[0]): Promise<ClaimResult> {
    const scopeId = claim.scope === "appeal" ? claim.appealId : claim.conversationId;
    const at = `${scopeId} ${claim.action.key}`;
    const stored = this.#actions.get(at);
    if (stored?.status === "settled") return { status: "settled" };
    if (stored?.status === "claimed") return { status: "open" };
    const opened: OpenClaim = {
      id: at,
      appealId: claim.scope === "appeal" ? claim.appealId : null,
      conversationId: claim.conversationId,
      action: claim.action,
      afterMessageId: claim.afterMessageId,
      bodyHash: claim.bodyHash,
      vainTries: stored?.status === "released" ? stored.claim.vainTries : 0,
      claimedAt: claim.at,
    };
    const action = { scopeId, claim: opened, messageId: null, settledAt: null };
    this.#actions.set(at, { ...action, status: "claimed" });
    return { status: "claimed", claim: opened };
  }

  async settleClaim(
    claimId: string,
    { messageId, at, event }: Parameters<AppealStore["settleClaim"]>[1],
  ): Promise<void> {
    const stored = this.#actions.get(claimId);
    if (!stored) throw new Error(`there is no claim ${claimId} to settle`);
    if (stored.status === "settled") return;
    stored.status = "settled";
    stored.messageId = messageId;
    stored.settledAt = at;
    this.#emit(event);
    if (stored.claim.appealId) this.#evolve(stored.claim.appealId, stored.claim.action, at);
  }

  async releaseClaim(claimId: string, because: ReleaseReason): Promise<void> {
    const stored = this.#actions.get(claimId);
    if (stored?.status !== "claimed") return;
    const vainTries = stored.claim.vainTries + (because === "tried-in-vain" ? 1 : 0);
    stored.claim = { ...stored.claim, vainTries };
    stored.status = "released";
    if (because === "not-seen") this.#notSeen.push(stored.claim);
  }

  async giveUpClaim(claimId: string, _at: Date, event?: BotEvent): Promise<void> {
    const stored = this.#actions.get(claimId);
    if (stored === undefined || stored.status === "settled") return;
    this.#emit(event);
    stored.status = "given-up";
  }

  async recordedMessages(conversationId: string): Promise<ReadonlySet<string>> {
    const ids = [...this.#actions.values()]
      .filter(({ claim }) => claim.conversationId === conversationId)
      .flatMap(({ messageId }) => messageId ?? []);
    return new Set(ids);
  }

  async openClaims(conversationId: string): Promise<readonly OpenClaim[]> {
    return [...this.#actions.values()]
      .filter(
        ({ status, claim }) => status === "claimed" && claim.conversationId === conversationId,
      )
      .map((stored) => stored.claim);
  }

  async mayBeArchivedLate(conversationId: string, claimedSince: Date): Promise<boolean> {
    return this.#notSeen.some(
      ({ action, claimedAt, ...claim }) =>
        action.kind === "archive" &&
        claim.conversationId === conversationId &&
        claimedAt >= claimedSince,
    );
  }

  async recordDecision(record: RecordedDecision): Promise<void> {
    this.decisions.push(record);
    this.#emit(decidedEvent(record));
  }

  async rememberConversation(
    seen: Parameters<AppealStore["rememberConversation"]>[0],
  ): Promise<void> {
    const { observed, event } = seen;
    if (observed) {
      const before = JSON.stringify(this.observed.get(seen.conversationId));
      this.observed.set(seen.conversationId, observed);
      if (before !== JSON.stringify(observed)) this.#emit(event);
    }
    const known = this.#handled.get(seen.conversationId);
    if (!known || known < seen.lastUpdated)
      this.#handled.set(seen.conversationId, seen.lastUpdated);
  }

  async noteQuickAnswer(answer: Parameters<AppealStore["noteQuickAnswer"]>[0]): Promise<number> {
    const of = `${answer.subreddit}/${answer.author}`.toLowerCase();
    const answered = this.#quickAnswers.get(of) ?? [];
    if (!answered.includes(answer.conversationId)) answered.push(answer.conversationId);
    this.#quickAnswers.set(of, answered);
    return answered.indexOf(answer.conversationId) + 1;
  }

  async handledUntil(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const handled = new Map<string, Date>();
    for (const id of conversationIds) {
      const date = this.#handled.get(id);
      if (date) handled.set(id, date);
    }
    return handled;
  }

  async readCursor(account: string): Promise<ListingCursor | null> {
    return this.#cursors.get(account) ?? null;
  }

  async saveCursor(account: string, cursor: ListingCursor): Promise<void> {
    this.#cursors.set(account, cursor);
  }

  async dueAppeals(
    now: Date,
    limit: number,
    paused: readonly string[] = [],
  ): Promise<readonly DueAppeal[]> {
    const due = [...this.appeals.values()]
      .filter((appeal) => isOpen(appeal) && !isNameAmong(appeal.subreddit, paused))
      .flatMap((appeal) => [
        ...this.#dueChecks(appeal, now),
        ...this.#dueDecisions(appeal, now),
        ...this.#dueEffects(appeal, now),
      ]);
    return mostUrgent(due, limit);
  }

  async appealConversations(appealId: string): Promise<readonly string[]> {
    return [...(this.#links.get(appealId) ?? [])];
  }

  /** What the site does for a lost link: for tests. */
  askForLink(appealId: string, at: Date): void {
    const appeal = this.appeals.get(appealId);
    if (appeal) this.appeals.set(appealId, { ...appeal, linkAskedAt: at });
  }

  /** What the operator's command does: for tests. */
  replaceLink(appealId: string): void {
    const appeal = this.appeals.get(appealId);
    if (appeal) this.appeals.set(appealId, { ...appeal, linkVersion: appeal.linkVersion + 1 });
  }

  /** What the site does when a moderator asks: for tests. */
  ask(appealId: string, question: Omit<RedditorQuestion, "messageId">): void {
    this.#asked.set(question.id, { ...question, appealId, isAnswered: false });
  }

  /** What the site does when a moderator decides: for tests. */
  decide(decision: ModeratorDecision): void {
    this.moderatorDecisions.set(decision.id, { ...decision, trouble: null });
  }

  /** What the site does when a moderator takes a decision back: for tests. */
  takeBack(decisionId: string): void {
    const decision = this.moderatorDecisions.get(decisionId);
    if (decision?.state === "pending")
      this.moderatorDecisions.set(decisionId, { ...decision, state: "taken-back" });
  }

  /** What the site does when a form is sent: for tests. */
  submitForm(appealId: string, answers: Answers, at: Date): void {
    const appeal = this.appeals.get(appealId);
    const questions = this.questions.get(appealId);
    if (!appeal || !questions) throw new Error(`there is no appeal ${appealId}`);
    const form = { answers, questions, submittedAt: at };
    const { lastChangedAt, nextCheckAt } = formSubmitted(at);
    this.appeals.set(appealId, { ...appeal, form, lastChangedAt });
    this.#checks.set(appealId, nextCheckAt);
  }

  #decisionOf(appealId: string): ModeratorDecision | null {
    for (const { trouble: _, ...decision } of this.moderatorDecisions.values()) {
      const { state, number } = decision;
      if (decision.appealId !== appealId) continue;
      if (state !== "pending" && state !== "begun") continue;
      const unban = this.#actions.get(`${appealId} ${actionKey.decision(number, "unban")}`);
      return { ...decision, state, liftedAt: unban?.settledAt ?? null };
    }
    return null;
  }

  #questionOf(appealId: string): RedditorQuestion | null {
    for (const { isAnswered, appealId: of, ...question } of this.#asked.values()) {
      if (of !== appealId || isAnswered) continue;
      const sent = this.#actions.get(`${appealId} ${actionKey.question(question.id)}`);
      return { ...question, messageId: sent?.messageId ?? null };
    }
    return null;
  }

  #endDecision({ id, state, trouble, event }: DecisionEnding): void {
    const decision = this.moderatorDecisions.get(id);
    if (decision?.state !== "pending" && decision?.state !== "begun") return;
    this.moderatorDecisions.set(id, { ...decision, state, trouble });
    this.#emit(event);
  }

  #emit(event: BotEvent | undefined): void {
    if (event) this.#events?.record(event);
  }

  #isOpen(appealId: string): boolean {
    const appeal = this.appeals.get(appealId);
    return appeal !== undefined && isOpen(appeal);
  }

  #openAppealOf(subreddit: string, redditor: Redditor): Appeal | undefined {
    return [...this.appeals.values()].find(
      (appeal) =>
        isOpen(appeal) &&
        isSameName(appeal.subreddit, subreddit) &&
        isSameAccount(redditorOf(appeal), redditor),
    );
  }

  #drawOf(subreddit: string, redditor: Redditor): Draw | undefined {
    return this.#draws.find(
      (each) => isSameName(each.subreddit, subreddit) && isSameAccount(each.redditor, redditor),
    );
  }

  #dueChecks(appeal: Appeal, now: Date): readonly DueAppeal[] {
    const check = this.#checks.get(appeal.id);
    if (!check || check > now) return [];
    const submittedAt = appeal.form?.submittedAt ?? null;
    const because = isFormWaiting({ ...appeal, submittedAt }) ? "form-submitted" : "check-due";
    return [{ ...asDue(appeal), because }];
  }

  #dueDecisions(appeal: Appeal, now: Date): readonly DueAppeal[] {
    const decision = this.#decisionOf(appeal.id);
    const isDue = decision && isDecisionDue(decision, now);
    const isLate = decision && decision.beginsAt < decisionDueBefore(now);
    return isDue && isLate ? [{ ...asDue(appeal), because: "decision-due" }] : [];
  }

  #dueEffects(appeal: Appeal, now: Date): readonly DueAppeal[] {
    return [...this.#actions.values()].flatMap(({ claim, status }) =>
      status === "claimed" && claim.appealId === appeal.id && claim.claimedAt < unsettledBefore(now)
        ? [
            {
              ...asDue(appeal),
              conversationId: claim.conversationId,
              because: "effect-unsettled" as const,
            },
          ]
        : [],
    );
  }

  #evolve(appealId: string, action: Parameters<typeof evolveAppeal>[1], at: Date): void {
    const appeal = this.appeals.get(appealId);
    if (appeal) this.appeals.set(appealId, evolveAppeal(appeal, action, at));
  }

  #settledKeys(scopeId: string): ReadonlySet<string> {
    const keys = [...this.#actions.values()]
      .filter((stored) => stored.status === "settled" && stored.scopeId === scopeId)
      .map((stored) => stored.claim.action.key);
    const links = [...(this.#links.get(scopeId) ?? [])].map((id) => actionKey.link(id));
    return new Set([...keys, ...links]);
  }

  #givenUpKeys(scopeId: string): ReadonlyMap<string, string | null> {
    const keys = [...this.#actions.values()].flatMap((stored) =>
      stored.scopeId === scopeId && stored.status === "given-up"
        ? [[stored.claim.action.key, stored.claim.afterMessageId] as const]
        : [],
    );
    return new Map(keys);
  }

  #redditorOf(conversationId: string): Redditor | null {
    for (const [appealId, conversations] of this.#links) {
      const appeal = conversations.has(conversationId) ? this.appeals.get(appealId) : undefined;
      if (appeal) return redditorOf(appeal);
    }
    return null;
  }
}

function redditorOf({ redditorId, username }: Appeal): Redditor {
  return { id: redditorId, name: username };
}

function asDue({ id: appealId, subreddit, username, conversationId }: Appeal) {
  return { appealId, subreddit, username, conversationId };
}

function asEarlier(appeal: Appeal): EarlierAppeal {
  const { id, bannedAt, openedAt, closedAt, outcome, conversationId, form } = appeal;
  const formSubmittedAt = form?.submittedAt ?? null;
  return { id, bannedAt, openedAt, closedAt, outcome, conversationId, formSubmittedAt };
}
