import { actionKey } from "../appeal/action.ts";
import { type Appeal, type EarlierAppeal, type Group, isOpen } from "../appeal/appeal.ts";
import { isNameAmong, isSameName } from "../appeal/conversation.ts";
import { evolveAppeal } from "../appeal/evolve.ts";
import type {
  AppealStore,
  AppellantRecords,
  ClaimResult,
  DueAppeal,
  ListingCursor,
  OpenClaim,
} from "../ports.ts";
import type { Answers } from "../questions/answers.ts";
import type { QuestionSet } from "../questions/question-set.ts";

type RecordedDecision = Parameters<AppealStore["recordDecision"]>[0];

interface StoredAction {
  readonly scopeId: string;
  readonly claim: OpenClaim;
  messageId: string | null;
  isSettled: boolean;
}

/** After this long an effect that nobody settled is worth a look. */
const unsettledAfterMs = 30_000;

/** The system of record in memory: for tests of policy and engine, no less strict than Postgres. */
export class MemoryAppealStore implements AppealStore {
  readonly appeals = new Map<string, Appeal>();
  readonly decisions: RecordedDecision[] = [];
  readonly formTokens = new Map<string, string>();
  readonly questions = new Map<string, QuestionSet>();
  readonly #groups = new Map<string, Group>();
  readonly #actions = new Map<string, StoredAction>();
  readonly #links = new Map<string, Set<string>>();
  readonly #checks = new Map<string, Date | null>();
  readonly #handled = new Map<string, Date>();
  readonly #cursors = new Map<string, ListingCursor>();
  #nextId = 1;

  async findRecords(query: Parameters<AppealStore["findRecords"]>[0]): Promise<AppellantRecords> {
    const { subreddit, conversationId } = query;
    const username = query.username ?? this.#usernameOf(conversationId);
    const own = [...this.appeals.values()]
      .filter((appeal) => isSameName(appeal.subreddit, subreddit))
      .filter((appeal) => username !== null && isSameName(appeal.username, username))
      .sort((one, other) => one.openedAt.getTime() - other.openedAt.getTime());
    const appeal = own.find(isOpen) ?? null;
    return {
      group: username === null ? null : (this.#groups.get(key(subreddit, username)) ?? null),
      appeal,
      earlierAppeals: own.filter((candidate) => !isOpen(candidate)).map(asEarlier),
      settledForAppeal: appeal ? this.#settledKeys(appeal.id) : new Set(),
      settledForConversation: this.#settledKeys(conversationId),
    };
  }

  async drawGroup(draw: Parameters<AppealStore["drawGroup"]>[0]): Promise<Group> {
    const at = key(draw.subreddit, draw.username);
    const group = this.#groups.get(at) ?? draw.group;
    this.#groups.set(at, group);
    return group;
  }

  async openAppeal(opening: Parameters<AppealStore["openAppeal"]>[0]): Promise<Appeal> {
    const { at, questions, ...rest } = opening;
    const alreadyOpen = this.#openAppealOf(opening.subreddit, opening.username);
    if (alreadyOpen) return alreadyOpen;
    const appeal: Appeal = {
      ...rest,
      id: `appeal-${this.#nextId++}`,
      state: "new",
      outcome: null,
      openedAt: at,
      lastChangedAt: at,
      closedAt: null,
      isModeratorInvolved: false,
      toldReason: null,
      linkAskedAt: null,
      form: null,
    };
    this.appeals.set(appeal.id, appeal);
    this.questions.set(appeal.id, questions);
    this.#links.set(appeal.id, new Set([opening.conversationId]));
    return appeal;
  }

  async linkConversation(appealId: string, conversationId: string, at: Date): Promise<void> {
    this.#links.get(appealId)?.add(conversationId);
    this.#evolve(appealId, { kind: "link-conversation", key: actionKey.link(conversationId) }, at);
  }

  async markInvolved(appealId: string, at: Date): Promise<void> {
    this.#evolve(appealId, { kind: "mark-involved", key: actionKey.involved }, at);
  }

  async keepToldReason(appealId: string, reason: string): Promise<void> {
    const appeal = this.appeals.get(appealId);
    if (appeal) this.appeals.set(appealId, { ...appeal, toldReason: appeal.toldReason ?? reason });
  }

  async closeAppeal(
    appealId: string,
    outcome: NonNullable<Appeal["outcome"]>,
    at: Date,
  ): Promise<void> {
    this.#evolve(appealId, { kind: "close-appeal", key: actionKey.close, outcome }, at);
    this.#checks.set(appealId, null);
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
    if (stored) return { status: stored.isSettled ? "settled" : "open" };
    const opened: OpenClaim = {
      id: at,
      appealId: claim.scope === "appeal" ? claim.appealId : null,
      conversationId: claim.conversationId,
      action: claim.action,
      afterMessageId: claim.afterMessageId,
      claimedAt: claim.at,
    };
    this.#actions.set(at, { scopeId, claim: opened, messageId: null, isSettled: false });
    return { status: "claimed", claim: opened };
  }

  async settleClaim(
    claimId: string,
    { messageId, at }: Parameters<AppealStore["settleClaim"]>[1],
  ): Promise<void> {
    const stored = this.#actions.get(claimId);
    if (!stored) throw new Error(`there is no claim ${claimId} to settle`);
    if (stored.isSettled) return;
    stored.isSettled = true;
    stored.messageId = messageId;
    if (stored.claim.appealId) this.#evolve(stored.claim.appealId, stored.claim.action, at);
  }

  async releaseClaim(claimId: string): Promise<void> {
    const stored = this.#actions.get(claimId);
    if (stored && !stored.isSettled) this.#actions.delete(claimId);
  }

  async openClaims(conversationId: string): Promise<readonly OpenClaim[]> {
    return [...this.#actions.values()]
      .filter((stored) => !stored.isSettled && stored.claim.conversationId === conversationId)
      .map((stored) => stored.claim);
  }

  async recordDecision(record: RecordedDecision): Promise<void> {
    this.decisions.push(record);
  }

  async rememberConversation(
    seen: Parameters<AppealStore["rememberConversation"]>[0],
  ): Promise<void> {
    const known = this.#handled.get(seen.conversationId);
    if (!known || known < seen.lastUpdated)
      this.#handled.set(seen.conversationId, seen.lastUpdated);
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
    heldBack: readonly string[] = [],
  ): Promise<readonly DueAppeal[]> {
    return [...this.appeals.values()]
      .filter((appeal) => isOpen(appeal) && !isNameAmong(appeal.subreddit, heldBack))
      .flatMap((appeal): DueAppeal[] => {
        const because = this.#dueBecause(appeal, now);
        if (because === null) return [];
        const { id: appealId, subreddit, username, conversationId } = appeal;
        return [{ appealId, subreddit, username, conversationId, because }];
      })
      .slice(0, limit);
  }

  async appealConversations(appealId: string): Promise<readonly string[]> {
    return [...(this.#links.get(appealId) ?? [])];
  }

  /** What the site does for a lost link: for tests. */
  askForLink(appealId: string, at: Date): void {
    const appeal = this.appeals.get(appealId);
    if (appeal) this.appeals.set(appealId, { ...appeal, linkAskedAt: at });
  }

  /** What the site does when a form is sent: for tests. */
  submitForm(appealId: string, answers: Answers, at: Date): void {
    const appeal = this.appeals.get(appealId);
    const questions = this.questions.get(appealId);
    if (!appeal || !questions) throw new Error(`there is no appeal ${appealId}`);
    const form = { answers, questions, submittedAt: at };
    this.appeals.set(appealId, { ...appeal, form, lastChangedAt: at });
    this.#checks.set(appealId, at);
  }

  #openAppealOf(subreddit: string, username: string): Appeal | undefined {
    return [...this.appeals.values()].find(
      (appeal) =>
        isOpen(appeal) &&
        isSameName(appeal.subreddit, subreddit) &&
        isSameName(appeal.username, username),
    );
  }

  #dueBecause(appeal: Appeal, now: Date): DueAppeal["because"] | null {
    const check = this.#checks.get(appeal.id);
    if (check && check <= now) {
      const isInHand = appeal.state === "forwarded" || appeal.isModeratorInvolved;
      return appeal.form && !isInHand ? "form-submitted" : "check-due";
    }
    const isUnsettled = [...this.#actions.values()].some(
      ({ claim, isSettled }) =>
        !isSettled &&
        claim.appealId === appeal.id &&
        now.getTime() - claim.claimedAt.getTime() > unsettledAfterMs,
    );
    return isUnsettled ? "effect-unsettled" : null;
  }

  #evolve(appealId: string, action: Parameters<typeof evolveAppeal>[1], at: Date): void {
    const appeal = this.appeals.get(appealId);
    if (appeal) this.appeals.set(appealId, evolveAppeal(appeal, action, at));
  }

  #settledKeys(scopeId: string): ReadonlySet<string> {
    const keys = [...this.#actions.values()]
      .filter((stored) => stored.isSettled && stored.scopeId === scopeId)
      .map((stored) => stored.claim.action.key);
    const links = [...(this.#links.get(scopeId) ?? [])].map((id) => actionKey.link(id));
    return new Set([...keys, ...links]);
  }

  #usernameOf(conversationId: string): string | null {
    for (const [appealId, conversations] of this.#links)
      if (conversations.has(conversationId)) return this.appeals.get(appealId)?.username ?? null;
    return null;
  }
}

function key(subreddit: string, username: string): string {
  return `${subreddit}/${username}`.toLowerCase();
}

function asEarlier(appeal: Appeal): EarlierAppeal {
  const { id, bannedAt, openedAt, closedAt, outcome, conversationId, form } = appeal;
  const formSubmittedAt = form?.submittedAt ?? null;
  return { id, bannedAt, openedAt, closedAt, outcome, conversationId, formSubmittedAt };
}
