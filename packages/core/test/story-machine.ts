import {
  type Action,
  type Appeal,
  type AppealFacts,
  actionKey,
  type Conversation,
  type Decision,
  decideAppeal,
  defaultCommunitySettings,
  evolveAppeal,
  isRedditAction,
  type Message,
  notBanned,
} from "../src/index.ts";
import {
  aBan,
  aBanNotice,
  aConversation,
  aMessage,
  cast,
  MemoryAppealStore,
  minutesAfter,
  noon,
  shortQuestions,
  someAnswers,
} from "../src/testing/index.ts";

export type ConversationId = "c1" | "c2";

/** What may happen in a redditor's life; every event takes a minute. */
export type StoryEvent =
  | { readonly kind: "write" | "private-note" | "human-answer"; readonly in: ConversationId }
  | { readonly kind: "submit-form" | "unban" | "ban" | "put-away" }
  | { readonly kind: "wait"; readonly minutes: number }
  /** The bot looks, and is cut off after so many actions; the last one then happened unsettled. */
  | { readonly kind: "look"; readonly in: ConversationId; readonly cutOffAfter: number };

/** One effect on the pretend Reddit of a story. */
export interface Effect {
  readonly appealId: string | null;
  readonly conversationId: string;
  readonly action: Action;
  readonly hadHumanAnswer: boolean;
  readonly group: Appeal["group"] | null;
}

type LogEntry =
  | { readonly appealId: string; readonly action: Action; readonly at: Date }
  | { readonly appealId: string; readonly opened: Appeal }
  | { readonly appealId: string; readonly submittedAt: Date };

export interface StorySettings {
  readonly noteParts: number;
  readonly draw: number;
  readonly reminderCap: number;
}

/** A redditor's life against a store in memory, with a bot that may be cut off at any point. */
export class Story {
  readonly store = new MemoryAppealStore();
  readonly effects: Effect[] = [];
  readonly log: LogEntry[] = [];
  readonly decisions: Decision[] = [];
  readonly #settings: StorySettings;
  readonly #conversations = new Map<ConversationId, Conversation>();
  #now = noon;
  #bannedAt: Date | null = minutesAfter(noon, -60);
  #nextMessage = 1;

  constructor(settings: StorySettings) {
    this.#settings = settings;
    const notice = aBanNotice("Rule 2", { id: "m0" });
    this.#conversations.set("c1", aConversation({ isAuto: true, messages: [notice] }));
    this.#conversations.set("c2", aConversation({ id: "c2", messages: [] }));
  }

  async happen(event: StoryEvent): Promise<void> {
    this.#now = minutesAfter(this.#now, event.kind === "wait" ? event.minutes : 1);
    switch (event.kind) {
      case "wait":
        return;
      case "write":
        return void this.#say(event.in, cast.appellant, false);
      case "private-note":
        return void this.#say(event.in, cast.moderator, true);
      case "human-answer":
        return void this.#say(event.in, cast.moderator, false);
      case "unban":
        this.#bannedAt = null;
        return;
      case "ban":
        this.#bannedAt ??= this.#now;
        return;
      case "put-away":
        return this.#putAway();
      case "submit-form":
        return this.#submitForm();
      case "look":
        await this.look(event.in, event.cutOffAfter);
    }
  }

  /** One run of the bot, cut off after so many actions. Answers with what it decided. */
  async look(id: ConversationId, cutOffAfter = Number.POSITIVE_INFINITY): Promise<Decision> {
    await this.#reconcile(id);
    const facts = await this.#facts(id);
    const decision = decideAppeal(facts);
    this.decisions.push(decision);
    let { appeal } = facts;
    for (const [index, action] of decision.actions.entries()) {
      if (index >= cutOffAfter) break;
      const isCutOffNow = index + 1 >= cutOffAfter;
      const outcome = await this.#carryOut(id, action, appeal, facts, isCutOffNow);
      if (outcome === "cut off") break;
      appeal = outcome;
    }
    return decision;
  }

  /** What is decided next, without doing it. */
  async ponder(id: ConversationId): Promise<Decision> {
    return decideAppeal(await this.#facts(id));
  }

  /** An appeal put together again from nothing but the log. */
  replayed(appealId: string): Appeal | null {
    const entries = this.log.filter((entry) => entry.appealId === appealId);
    return entries.reduce<Appeal | null>((appeal, entry) => {
      if ("opened" in entry) return entry.opened;
      if (appeal === null) throw new Error(`${appealId} was acted on before it was opened`);
      if ("action" in entry) return evolveAppeal(appeal, entry.action, entry.at);
      return withForm(appeal, entry.submittedAt);
    }, null);
  }

  async #carryOut(
    id: ConversationId,
    action: Action,
    appeal: Appeal | null,
    { conversation }: AppealFacts,
    isCutOffNow: boolean,
  ): Promise<Appeal | null | "cut off"> {
    const at = this.#now;
    const ids = { subreddit: cast.subreddit, redditor: { id: null, name: cast.appellant } };
    if (isRedditAction(action)) {
      const claim = {
        conversationId: id,
        action,
        afterMessageId: conversation.messages.at(-1)?.id ?? null,
        bodyHash: null,
        at,
      };
      if (action.scope === "appeal" && !appeal) throw new Error(`${action.key} without an appeal`);
      const result = await this.store.claimAction(
        action.scope === "appeal" && appeal
          ? { ...claim, scope: "appeal", appealId: appeal.id }
          : { ...claim, scope: "conversation" },
      );
      if (result.status === "settled")
        throw new Error(`${action.key} was settled, and asked for again`);
      // Begun in another conversation by a run that was cut off: that one has to be looked at first.
      if (result.status === "open") return "cut off";
      this.#act(id, action, appeal);
      if (isCutOffNow) return "cut off";
      await this.store.settleClaim(result.claim.id, { messageId: null, at });
      if (appeal && action.scope === "appeal") this.log.push({ appealId: appeal.id, action, at });
      return appeal;
    }
    if (action.kind === "draw-group") {
      await this.store.drawGroup({ ...ids, group: action.group, treatmentFraction: 0.5, at });
      return appeal;
    }
    if (action.kind === "open-appeal") {
      const { group, bannedAt } = action;
      const opening = { ...ids, group, bannedAt, banNote: "", conversationId: id, at };
      const opened = await this.store.openAppeal({ ...opening, questions: shortQuestions });
      this.log.push({ appealId: opened.id, opened });
      return opened;
    }
    if (!appeal) throw new Error(`${action.kind} without an appeal`);
    this.log.push({ appealId: appeal.id, action, at });
    if (action.kind === "link-conversation") await this.store.linkConversation(appeal.id, id, at);
    if (action.kind === "mark-involved") await this.store.markInvolved(appeal.id, at);
    if (action.kind === "close-appeal")
      await this.store.closeAppeal(appeal.id, { outcome: action.outcome, at });
    return action.kind === "close-appeal" ? null : appeal;
  }

  #act(id: ConversationId, action: Action, appeal: Appeal | null): void {
    const conversation = this.#conversation(id);
    const hadHumanAnswer = conversation.messages.some(
      ({ author, isPrivate }, index) => index > 0 && !isPrivate && author.name === cast.moderator,
    );
    this.effects.push({
      appealId: appeal?.id ?? null,
      conversationId: id,
      action,
      hadHumanAnswer,
      group: appeal?.group ?? null,
    });
    if (action.kind === "send" || action.kind === "note")
      this.#say(id, cast.bot, action.kind === "note");
    else if (action.kind === "unban") this.#bannedAt = null;
    else this.#change(id, { isArchived: action.kind === "archive" });
  }

  /** Every effect of this pretend Reddit took place: what is open is settled, late. */
  async #reconcile(id: ConversationId): Promise<void> {
    for (const claim of await this.store.openClaims(id)) {
      await this.store.settleClaim(claim.id, { messageId: null, at: this.#now });
      const { appealId, action } = claim;
      if (appealId !== null) this.log.push({ appealId, action, at: this.#now });
    }
  }

  async #facts(id: ConversationId): Promise<AppealFacts> {
    const records = await this.store.findRecords({
      subreddit: cast.subreddit,
      redditor: { id: null, name: cast.appellant },
      conversationId: id,
    });
    const { noteParts, draw, reminderCap } = this.#settings;
    return {
      ...records,
      quickAnswers: new Map(),
      now: this.#now,
      ownAccounts: [cast.bot],
      community: { ...defaultCommunitySettings, reminderCap, treatmentFraction: 0.5 },
      conversation: this.#conversation(id),
      ban: this.#bannedAt ? aBan({ bannedAt: this.#bannedAt }) : notBanned,
      lift: null,
      isDeciderEntitled: true,
      draw,
      noteParts: records.appeal?.form ? noteParts : 0,
    };
  }

  #conversation(id: ConversationId): Conversation {
    const conversation = this.#conversations.get(id);
    if (!conversation) throw new Error(`there is no conversation ${id}`);
    return conversation;
  }

  #change(id: ConversationId, change: Partial<Conversation>): void {
    this.#conversations.set(id, { ...this.#conversation(id), ...change });
  }

  #say(id: ConversationId, from: string, isPrivate: boolean): void {
    const message: Message = aMessage(from, {
      id: `m${this.#nextMessage++}`,
      isPrivate,
      date: this.#now,
    });
    const messages = [...this.#conversation(id).messages, message];
    this.#change(id, { messages, lastUpdated: this.#now, isArchived: false });
  }

  #putAway(): void {
    const id = `a${this.#nextMessage++}`;
    const action = { id, kind: "archived" as const, author: cast.moderator, date: this.#now };
    const { moderatorActions } = this.#conversation("c1");
    this.#change("c1", { moderatorActions: [...moderatorActions, action], isArchived: true });
  }

  /** The site takes a form once, from whoever has been given the link to an open appeal. */
  #submitForm(): void {
    const appeal = [...this.store.appeals.values()].find(
      ({ id, state, form }) =>
        state !== "closed" &&
        form === null &&
        this.effects.some(
          ({ appealId, action }) => appealId === id && action.key.startsWith(actionKey.invite),
        ),
    );
    if (!appeal) return;
    this.store.submitForm(appeal.id, someAnswers, this.#now);
    this.log.push({ appealId: appeal.id, submittedAt: this.#now });
  }
}

function withForm(appeal: Appeal, submittedAt: Date): Appeal {
  const form = { answers: someAnswers, questions: shortQuestions, submittedAt };
  return { ...appeal, form, lastChangedAt: submittedAt };
}
