import { setTimeout as wait } from "node:timers/promises";
import type { ControlClient, MailView } from "@appealmod/reddit-simulator/testing";
import type { Deed, SentForm } from "./evidence.ts";
import type { Site } from "./site.ts";
import type { Step, Story } from "./story.ts";

/** Nobody looks into their inbox this often for longer. */
const mostEagerMs = 2500;
const betweenLooksMs = 8;

/** Who plays along. */
export interface Players {
  readonly control: ControlClient;
  readonly site: Site;
  /** The human moderators of every community. */
  readonly moderators: readonly [string, ...string[]];
  readonly otherBot: string;
  /** How long a redditor waits for an answer before they go on without one. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** Two bans within one second of Reddit's clock bear the same date. */
const leastBetweenBansMs = 1100;

/** Plays a story to its end. @returns what was done, with its place among Reddit's events */
export async function playStory(players: Players, story: Story): Promise<readonly Deed[]> {
  const { control } = players;
  await control.createRedditor({ name: story.redditor });
  const play = new Play(players, story);
  for (const step of story.steps) {
    if (players.signal.aborted) break;
    const { newest: after } = await control.health();
    const done = await play.take(step);
    const { newest: until } = await control.health();
    play.deeds.push({
      step,
      at: { after: done.after ?? after, until },
      conversationId: done.conversationId ?? null,
      form: done.form ?? null,
      told: done.told ?? "",
    });
    if (step.do === "delete-account" || step.do === "suspend-account") break;
  }
  return play.deeds;
}

interface Done {
  readonly conversationId?: string | null;
  readonly form?: SentForm;
  readonly told?: string;
  /** Where it really began, for a step that waits first. */
  readonly after?: number;
}

class Play {
  readonly deeds: Deed[] = [];
  readonly #players: Players;
  readonly #story: Story;
  /** Conversations of the ban in force, in the order in which they began. */
  #conversations: string[] = [];
  #bans = 0;
  #lastBan = 0;
  #banBegan = 0;
  #forms = 0;
  #hasWaitedInVain = false;
  /** Texts differ, as people's do. */
  #words = 0;

  constructor(players: Players, story: Story) {
    this.#players = players;
    this.#story = story;
  }

  async take(step: Step): Promise<Done> {
    const { control, moderators, otherBot, signal } = this.#players;
    const { redditor } = this.#story;
    const subreddit = this.#story.community.name;
    const [moderator] = moderators;
    switch (step.do) {
      case "pause":
        await wait(step.ms, undefined, { signal }).catch(() => {});
        return {};
      case "ban":
        return this.#ban(step);
      case "unban":
        await control.unban({ subreddit, name: redditor, by: moderator });
        return {};
      case "answer-notice":
        return this.#begin(
          (await control.replyToBanNotice({ name: redditor, subreddit, text: this.#say() }))
            .conversationId,
        );
      case "compose": {
        const letter = { from: redditor, to: `/r/${subreddit}`, subject: "Please hear me out" };
        const { conversationId } = await control.compose({ ...letter, text: this.#say() });
        return this.#begin(conversationId ?? "");
      }
      case "moderator-writes-first": {
        const { conversationId } = await control.moderatorCreate({
          subreddit,
          by: moderator,
          subject: "About your posts",
          body: "Please mind the rules.",
          to: redditor,
        });
        return this.#begin(conversationId);
      }
      case "write": {
        const conversationId = this.#at(step.conversation);
        if (!conversationId) return { told: "nowhere to write to" };
        await control.reply({ from: redditor, conversationId, text: this.#say() });
        return { conversationId };
      }
      case "write-at-once":
        return this.#writeAtOnce();
      case "await-invite":
        return { told: (await this.#link()) ? "an invite came" : "no invite came" };
      case "send-form":
        return this.#sendForm(step.length === "long");
      case "await-note":
        return { told: (await this.#note()) ? "the note came" : "no note came" };
      case "moderator-answers":
      case "moderator-notes":
        return this.#speak(step.conversation, moderator, step.do === "moderator-notes");
      case "other-bot-answers":
        return this.#speak(step.conversation, otherBot, false);
      case "moderator-archives":
      case "moderator-unarchives": {
        const conversationId = this.#at(step.conversation);
        if (!conversationId) return { told: "nothing to move" };
        const action = step.do === "moderator-archives" ? "archive" : "unarchive";
        await control.moderatorAct({ conversationId, by: moderator, action });
        return { conversationId };
      }
      case "delete-account":
        await control.deleteAccount(redditor);
        return {};
      case "suspend-account":
        await control.setAccountStatus(redditor, "suspended");
        return {};
    }
  }

  async #ban(step: Extract<Step, { do: "ban" }>): Promise<Done> {
    const { control, moderators } = this.#players;
    if (this.#bans > 0) {
      this.#conversations = [];
      while ((await control.health()).now < this.#lastBan + leastBetweenBansMs) await wait(100);
    }
    // After the waiting: what the bot did meanwhile belongs to the ban before.
    const { newest: after } = await control.health();
    const { do: _, ...words } = step;
    const { date, conversationId } = await control.ban({
      subreddit: this.#story.community.name,
      name: this.#story.redditor,
      by: moderators[0],
      ...words,
    });
    this.#bans += 1;
    this.#lastBan = date;
    this.#banBegan = date;
    return { conversationId, after };
  }

  #begin(conversationId: string): Done {
    if (!this.#conversations.includes(conversationId)) this.#conversations.push(conversationId);
    return { conversationId };
  }

  #at(index: number): string | undefined {
    return this.#conversations[Math.min(index, this.#conversations.length - 1)];
  }

  #say(): string {
    this.#words += 1;
    return `Please let me back in, says ${this.#story.redditor} for the ${this.#words}. time.`;
  }

  /** Looks so often that the words fall between what the bot says and what it does next. */
  async #writeAtOnce(): Promise<Done> {
    const { control, signal } = this.#players;
    const conversationId = this.#at(0);
    if (!conversationId) return { told: "nowhere to write to" };
    const heard = async () => {
      const { messages } = await control.conversation(conversationId);
      return messages.filter(({ side, isInternal }) => side === "moderator" && !isInternal).length;
    };
    const before = await heard();
    const until = Date.now() + mostEagerMs;
    while (Date.now() < until && !signal.aborted && (await heard()) === before)
      await wait(betweenLooksMs);
    await control.reply({
      from: this.#story.redditor,
      conversationId,
      text: this.#say(),
    });
    return { conversationId };
  }

  async #speak(index: number, by: string, isInternal: boolean): Promise<Done> {
    const conversationId = this.#at(index);
    if (!conversationId) return { told: "nowhere to speak" };
    const body = isInternal ? "What do you think?" : "We have read your message.";
    await this.#players.control.moderatorReply({ conversationId, by, body, isInternal });
    return { conversationId };
  }

  /** The newest form link of this ban, as it stands in the redditor's inbox. */
  #link(): Promise<string | null> {
    const linkOf = ({ body, conversationId, date }: MailView) =>
      date > this.#banBegan && this.#conversations.includes(conversationId ?? "")
        ? body.match(/https?:\/\/\S+\/form\/[A-Za-z0-9_-]+/)?.[0]
        : undefined;
    return this.#awaited(async () => {
      const mails = await this.#players.control.inbox(this.#story.redditor);
      return mails.map(linkOf).find((link) => link !== undefined) ?? null;
    });
  }

  #note(): Promise<boolean | null> {
    return this.#awaited(async () => {
      for (const id of this.#conversations) {
        const { messages } = await this.#players.control.conversation(id);
        if (messages.some(({ isInternal, body }) => isInternal && /story\d+form/.test(body)))
          return true;
      }
      return null;
    });
  }

  async #sendForm(isLong: boolean): Promise<Done> {
    const link = await this.#link();
    if (!link) return { told: "no link to send a form with" };
    this.#forms += 1;
    const tag = `story${this.#story.number}form${this.#forms}`;
    const { newest: after } = await this.#players.control.health();
    const form = await this.#players.site.send(link, { tag, isLong });
    return { after, form, told: `the form was ${form.outcome}` };
  }

  async #awaited<T>(ask: () => Promise<T | null>): Promise<T | null> {
    const { patienceMs, signal } = this.#players;
    // In control no answer ever comes: one who knows that does not wait for it.
    const isHopeless = this.#story.community.fraction === 0 || this.#hasWaitedInVain;
    const until = Date.now() + (isHopeless ? 1500 : patienceMs);
    for (let everyMs = 150; !signal.aborted; everyMs = Math.min(1500, everyMs * 1.3)) {
      const answer = await ask();
      if (answer !== null) return answer;
      if (Date.now() > until) break;
      await wait(everyMs);
    }
    this.#hasWaitedInVain = true;
    return null;
  }
}
