import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConversationView } from "@appealmod/reddit-simulator/testing";
import { parse } from "yaml";
import { createWordReader, type FindingClass, judgeStory } from "../../src/prove/oracle/index.ts";
import type {
  Deed,
  RunEvidence,
  SentForm,
  StoredDecision,
  StoryEvidence,
} from "../../src/prove/stories/evidence.ts";
import type { ProvingCommunity, Step } from "../../src/prove/stories/story.ts";

const textsPath = join(import.meta.dirname, "..", "..", "..", "..", "conf", "texts", "en.yaml");
const texts = parse(readFileSync(textsPath, "utf8")) as Record<string, string>;
export const read = createWordReader(textsPath);

const bot = "ProveAppealBot";

export const run: RunEvidence = {
  bots: [bot, "ProveAppealBot2"],
  moderators: ["WardenWren"],
  otherBots: ["saferbot"],
  autoResponders: ["AutoModerator"],
  shifts: [],
  windows: [],
  waits: [],
  slackMs: { calm: 2000, broken: 2000 },
};

const decisionMark = "story1decision";

export const token = "token-of-the-first-appeal-0123456789";

type TextName =
  | "invite"
  | "repeated_invite"
  | "reminder"
  | "final"
  | "answers_note"
  | "no_reason_note"
  | "pointer_note"
  | "auto_responder_note";

/** A story whose end is written by hand: three seconds pass between one thing and the next. */
export class HandMade {
  readonly #conversations = new Map<string, ConversationView>();
  readonly #deeds: Deed[] = [];
  readonly #community: ProvingCommunity;
  readonly #unbansByBot: number[] = [];
  #isBanned = false;
  #now = Date.UTC(2026, 0, 1);
  #ids = 0;

  constructor(fraction = 1, more: Partial<ProvingCommunity> = {}) {
    this.#community = { name: "ProveCreek", fraction, ...more };
  }

  /** From now on everything follows within this many milliseconds. */
  pass(ms: number): this {
    this.#now += ms;
    return this;
  }

  ban(words: Partial<Extract<Step, { do: "ban" }>> = {}): this {
    const step = {
      do: "ban",
      days: null,
      reason: "Rule 3",
      note: "",
      message: "Why.",
      ...words,
    } as const;
    this.#isBanned = true;
    this.#deed(step, "notice");
    this.#conversations.set("notice", view("notice", true));
    const quote = step.message === "" ? "" : `\n\n> ${step.message}`;
    return this.#message("notice", "WardenWren", `You have been banned.${quote}`);
  }

  /** The same ban with other days; its notice is a conversation of its own. */
  changeBan(days: number | null, renewsDate = false): this {
    const id = `notice-${this.#ids}`;
    this.#deed({ do: "change-ban", days, renewsDate }, id);
    this.#conversations.set(id, view(id, true));
    return this.#message(id, "WardenWren", "Your ban has changed.\n\n> Why.");
  }

  suspended = () => this.#deed({ do: "suspend-account" });
  unsuspended = () => this.#deed({ do: "unsuspend-account" });
  renamed = () => this.#deed({ do: "rename-account" });
  refused = () => this.#deed({ do: "refuse-replies" });
  muted = (refuses = false) => this.#deed({ do: "mute", from: "list", refuses });
  unmuted = () => this.#deed({ do: "unmute" });

  /** A mute from the conversation brings its message with it. */
  mutedHere(id = "notice"): this {
    this.#deed({ do: "mute", from: "conversation", refuses: false });
    return this.#move(id, "WardenWren", 5).#message(id, "WardenWren", "You have been muted.");
  }

  unban(): this {
    this.#isBanned = false;
    return this.#deed({ do: "unban" });
  }

  /** Banned again; whose notice is not part of the story. */
  bannedAgain(): this {
    this.#isBanned = true;
    const words = { reason: "Rule 4", note: "", message: "Again." };
    return this.#deed({ do: "ban", days: null, ...words }, "notice");
  }

  /** On the site. */
  decided(kind: Extract<Step, { do: "decide" }>["kind"] = "lift"): this {
    const decision = { mark: decisionMark, isAnswered: kind !== "close" };
    return this.#deed({ do: "decide", kind }, null, null, decision);
  }

  takenBack = () => this.#deed({ do: "take-back" });
  deciderRemoved = () => this.#deed({ do: "remove-decider" });
  answersDecision = () => this.#message("notice", bot, `We decided: ${decisionMark}.`);
  notesDecision(): this {
    const isInternal = true;
    return this.#message("notice", bot, `u/warden decided. ${decisionMark}`, { isInternal });
  }

  unbansByBot(): this {
    this.#isBanned = false;
    this.#unbansByBot.push(this.#tick());
    return this;
  }

  gone = () => this.#deed({ do: "delete-account" });

  form(
    marks: readonly string[] = ["all my words"],
    outcome: SentForm["outcome"] = "submitted",
  ): this {
    return this.#deed({ do: "send-form", length: "short" }, null, {
      through: "database",
      token,
      outcome,
      marks,
    });
  }

  compose(id: string): this {
    this.#conversations.set(id, view(id, false));
    this.#deed({ do: "compose" }, id);
    return this.writes(id);
  }

  writes = (id = "notice") => this.#message(id, "hiker", "Please.", { side: "user" });
  human = (id = "notice") => this.#message(id, "WardenWren", "We have read it.");
  humanNotes = (id = "notice") => this.#message(id, "WardenWren", "Hm.", { isInternal: true });
  otherBot = (id = "notice") => this.#message(id, "saferbot", "Beep.");
  otherBotNotes = (id = "notice") => this.#message(id, "saferbot", "Beep.", { isInternal: true });
  autoModerator = (id = "notice") => this.#message(id, "AutoModerator", "Thank you.");
  humanArchives = (id = "notice") => this.#move(id, "WardenWren", 2);
  archives = (id = "notice") => this.#move(id, bot, 2);

  /** The bot says one of its texts. */
  says(
    name: TextName,
    options: { readonly id?: string; readonly of?: string; readonly more?: string } = {},
  ): this {
    const isInternal = name.endsWith("_note");
    const body = (texts[name] ?? "")
      .replaceAll("{{form_link}}", `http://localhost:3000/form/${options.of ?? token}`)
      .replaceAll(/\{\{\w+\}\}/g, "something");
    return this.#message(options.id ?? "notice", bot, `${body}${options.more ?? ""}`, {
      isInternal,
    });
  }

  /** So many public replies to the redditor were refused. */
  refusedReplies(count: number, id = "notice"): this {
    this.#conversations.set(id, { ...this.view(id), refusedReplies: count });
    return this;
  }

  unarchives = (id = "notice") => this.#move(id, bot, 3);

  saysStrangely(id = "notice"): this {
    return this.#message(id, bot, "Lorem ipsum.");
  }

  view(id = "notice"): ConversationView {
    const found = this.#conversations.get(id);
    if (!found) throw new Error(`there is no conversation ${id}`);
    return found;
  }

  /** The date of the newest event before the last deed. */
  newestDeed(): number {
    return this.#deeds.at(-1)?.at.after ?? 0;
  }

  /** The story as the oracle is given it. */
  evidence(): StoryEvidence {
    return {
      story: {
        number: 1,
        kind: "mixed",
        redditor: "hiker",
        community: this.#community,
        startMs: 0,
        steps: [],
      },
      deeds: this.#deeds,
      conversations: [...this.#conversations.values()],
      isBanned: this.#isBanned,
      unbansByBot: this.#unbansByBot,
    };
  }

  /** What the oracle finds, as `class: what`. */
  findings(only?: FindingClass, differently: Partial<RunEvidence> = {}): string[] {
    return judgeStory({ ...run, ...differently }, this.evidence(), read)
      .findings.filter((finding) => only === undefined || finding.class === only)
      .map((finding) => `${finding.class}: ${finding.what}`);
  }

  #deed(
    step: Step,
    conversationId: string | null = null,
    form: SentForm | null = null,
    decision: StoredDecision | null = null,
  ): this {
    this.#now += 3_000;
    const at = { after: this.#now, until: this.#now + 5 };
    const rest = { form, decision, told: "", isVain: false };
    this.#deeds.push({ step, at, conversationId, ...rest });
    this.#now += 10;
    return this;
  }

  #message(
    id: string,
    author: string,
    body: string,
    more: { readonly side?: "user"; readonly isInternal?: boolean } = {},
  ): this {
    const conversation = this.view(id);
    const message = {
      id: this.#id(),
      author,
      body,
      date: this.#tick(),
      side: "moderator" as const,
      isHidden: false,
      isInternal: false,
      ...more,
    };
    const state = more.side === "user" ? 3 : conversation.state === 2 ? 1 : conversation.state;
    this.#conversations.set(id, {
      ...conversation,
      state,
      messages: [...conversation.messages, message],
    });
    return this;
  }

  #move(id: string, author: string, type: 2 | 3 | 5): this {
    const conversation = this.view(id);
    const action = { id: this.#id(), author, type, date: this.#tick() };
    this.#conversations.set(id, {
      ...conversation,
      state: type === 2 ? 2 : type === 3 ? 1 : conversation.state,
      actions: [...conversation.actions, action],
    });
    return this;
  }

  #tick(): number {
    this.#now += 3_000;
    return this.#now;
  }

  #id(): string {
    this.#ids += 1;
    return `id${this.#ids}`;
  }
}

function view(id: string, isAuto: boolean): ConversationView {
  return {
    id,
    subreddit: "ProveCreek",
    subject: "A ban",
    participant: "hiker",
    state: 0,
    isAuto,
    isInternal: false,
    isHighlighted: false,
    lastUpdated: 0,
    lastUserUpdate: null,
    lastModUpdate: null,
    messageCount: 0,
    refusedReplies: 0,
    messages: [],
    actions: [],
  };
}
