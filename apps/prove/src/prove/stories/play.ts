import { setTimeout as wait } from "node:timers/promises";
import type { Moderator } from "@appealmod/core";
import type { MailView } from "@appealmod/reddit-simulator/testing";
import type { Done } from "./done.ts";
import { lookAgain } from "./look-again.ts";
import type { Players } from "./players.ts";
import type { Decided } from "./rooms.ts";
import type { Step, Story } from "./story.ts";

/** Nobody looks into their inbox this often for longer. */
const mostEagerMs = 2500;
const betweenLooksMs = 8;

/**
 * Two bans within one second of Reddit's clock bear the same date, and of a form that was sent in the
 * second of a ban nobody can tell whether it was about that one or the one before.
 */
const leastBeforeBanMs = 1100;

/**
 * After a cutoff the closing is due within a second, and appeals that are due are looked for every
 * other; on a busy machine it takes longer.
 */
const closingTakesMs = 12_000;

/** A decision can be taken back for half a minute before the bot begins. */
const decisionTakesMs = 45_000;

/** A story while it is played: who the redditor is by now, and where they wrote. */
export class Play {
  readonly #players: Players;
  readonly #story: Story;
  /** Conversations of the ban in force, in the order in which they began. */
  #conversations: string[] = [];
  /** As it is now. */
  #name: string;
  /** The words of the ban in force; `null` for no ban. */
  #ban: Extract<Step, { do: "ban" }> | null = null;
  #bans = 0;
  /** When a ban was last set or a form was last sent, by Reddit's clock. */
  #lastDated = 0;
  /** Links in mails before this date belong to what is over. */
  #linksFrom = 0;
  #forms = 0;
  #hasWaitedInVain = false;
  /** Whether moderators' replies are refused for good. */
  #isRefused = false;
  #decided: { readonly moderator: Moderator; readonly decision: Decided } | null = null;
  /** Texts differ, as people's do. */
  #words = 0;

  constructor(players: Players, story: Story) {
    this.#players = players;
    this.#story = story;
    this.#name = story.redditor;
  }

  async take(step: Step): Promise<Done> {
    const { control, moderators, otherBot, signal } = this.#players;
    const redditor = this.#name;
    const subreddit = this.#story.community.name;
    const [moderator] = moderators;
    const there = { subreddit, name: redditor };
    switch (step.do) {
      case "pause":
        await wait(step.ms, undefined, { signal }).catch(() => {});
        return {};
      case "ban":
        return this.#banAnew(step);
      case "change-ban":
        return this.#changeBan(step);
      case "unban":
        await control.unban({ ...there, by: moderator });
        this.#ban = null;
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
        if (!conversationId) return { isVain: true, told: "nowhere to write to" };
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
      case "other-bot-notes":
        return this.#speak(step.conversation, otherBot, step.do === "other-bot-notes");
      case "moderator-archives":
      case "moderator-unarchives": {
        const conversationId = this.#at(step.conversation);
        if (!conversationId) return { isVain: true, told: "nothing to move" };
        const action = step.do === "moderator-archives" ? "archive" : "unarchive";
        await control.moderatorAct({ conversationId, by: moderator, action });
        return { conversationId };
      }
      case "delete-account":
        await control.deleteAccount(redditor);
        return {};
      case "suspend-account":
        await control.suspendAccount(redditor);
        return {};
      case "unsuspend-account":
        await control.unsuspendAccount(redditor);
        return {};
      case "rename-account":
        return this.#rename();
      case "mute":
        return this.#mute(step);
      case "unmute":
        return {
          isVain: !(await control.unmute({ ...there, by: moderator })).wasMuted,
        };
      case "refuse-replies":
        await control.refuseReplies({ ...there, reason: "USER_BLOCKED" });
        this.#isRefused = true;
        return {};
      case "outlast-cutoff":
        return this.#outlastCutoff();
      case "decide":
        return this.#decide(step.kind);
      case "take-back": {
        if (!this.#decided) return { isVain: true, told: "nothing was decided" };
        const { moderator: by, decision } = this.#decided;
        const taken = await this.#players.rooms.takeBack(by, decision);
        return { isVain: taken !== "taken-back", told: taken };
      }
      case "remove-decider": {
        if (!this.#decided) return { isVain: true, told: "nobody decided" };
        const { username } = this.#decided.moderator;
        await control.removeModerator({ subreddit, name: username });
        return { told: `u/${username} is no moderator any more` };
      }
      case "await-decision": {
        if (!this.#decided) return { isVain: true, told: "nothing was decided" };
        const { decision } = this.#decided;
        const ask = () => this.#players.rooms.outcome(decision);
        const over = await lookAgain(ask, decisionTakesMs + this.#players.timeoutMs, signal);
        return { told: over ?? "it was not over in time" };
      }
    }
  }

  async #banAnew(step: Extract<Step, { do: "ban" }>): Promise<Done> {
    if (this.#bans > 0) this.#conversations = [];
    const { date, ...done } = await this.#setBan(step, false);
    this.#linksFrom = date;
    return done;
  }

  /** The same ban with other days: whatever was said about it goes on. */
  async #changeBan({ days, renewsDate }: Extract<Step, { do: "change-ban" }>): Promise<Done> {
    if (!this.#ban) return { isVain: true, told: "there was no ban to change" };
    if (this.#ban.days === days) return { isVain: true, told: "the ban was that long already" };
    const { date: _, ...done } = await this.#setBan({ ...this.#ban, days }, renewsDate);
    return {
      ...done,
      told: days === null ? "the ban is for good" : `the ban ends in ${days} days`,
    };
  }

  async #setBan(
    step: Extract<Step, { do: "ban" }>,
    renewsDate: boolean,
  ): Promise<Done & { readonly date: number }> {
    const { control, moderators } = this.#players;
    if (this.#bans > 0)
      while ((await control.health()).now < this.#lastDated + leastBeforeBanMs) await wait(100);
    // After the waiting: what the bot did meanwhile belongs to the ban before.
    const { newest: after } = await control.health();
    const { do: _, ...words } = step;
    const { date, conversationId } = await control.ban({
      subreddit: this.#story.community.name,
      name: this.#name,
      by: moderators[0],
      ...words,
      renewsDate,
    });
    this.#bans += 1;
    this.#ban = step;
    this.#lastDated = (await control.health()).now;
    return { conversationId, after, date };
  }

  async #rename(): Promise<Done> {
    if (this.#name !== this.#story.redditor) return { isVain: true, told: "was renamed already" };
    const name = this.#story.redditor.replace("hiker", "rover");
    await this.#players.control.renameAccount(this.#name, name);
    this.#name = name;
    return { told: `is u/${name} now` };
  }

  async #mute({ from, refuses }: Extract<Step, { do: "mute" }>): Promise<Done> {
    const { control, moderators } = this.#players;
    const [by] = moderators;
    const there = { subreddit: this.#story.community.name, name: this.#name };
    if (refuses && !this.#isRefused) await control.refuseReplies({ ...there, while: "muted" });
    const conversationId = from === "conversation" ? this.#at(0) : undefined;
    if (conversationId) await control.moderatorAct({ conversationId, by, action: "mute" });
    else await control.mute({ ...there, by });
    return conversationId ? { conversationId } : {};
  }

  /** By a moderator of this story alone: so one can be removed without anybody else's missing them. */
  async #decide(kind: "lift" | "keep" | "close"): Promise<Done> {
    const { control, rooms, signal } = this.#players;
    const { number, community, redditor } = this.#story;
    const subreddit = community.name;
    const name = redditor.replace("hiker", "warden");
    const { id } = await control.createRedditor({ name });
    await control.setModerator({ subreddit, name, permissions: ["access", "mail"] });
    const moderator = { kind: "moderator", redditorId: `t2_${id}`, username: name } as const;
    const mark = `story${number}decision`;
    // Whoever appeals with nobody answering is in control, or the bot is behind: the site shows both.
    const about = { subreddit, redditor: this.#name, kind };
    const words = {
      reply: kind === "close" ? null : `We decided: ${mark}.`,
      reason: `Why: ${mark}`,
    };
    let after = 0;
    const decide = async () => {
      after = (await control.health()).newest;
      const decision = await rooms.decide(moderator, { ...about, ...words });
      return decision === "no appeal is open" ? null : decision;
    };
    const decision = await lookAgain(decide, this.#players.timeoutMs, signal);
    if (decision === null || typeof decision === "string")
      return { isVain: true, told: `nothing was decided: ${decision}` };
    this.#decided = { moderator, decision };
    return { after, decision: { mark, isAnswered: kind !== "close" }, told: `decided to ${kind}` };
  }

  async #outlastCutoff(): Promise<Done> {
    const { cutoffMs } = this.#story.community;
    if (cutoffMs === undefined)
      return { isVain: true, told: "this community closes nothing so soon" };
    const { signal } = this.#players;
    await wait(cutoffMs + closingTakesMs, undefined, { signal }).catch(() => {});
    this.#linksFrom = (await this.#players.control.health()).newest;
    return {};
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
    if (!conversationId) return { isVain: true, told: "nowhere to write to" };
    const heard = async () => {
      const { messages } = await control.conversation(conversationId);
      return messages.filter(({ side, isInternal }) => side === "moderator" && !isInternal).length;
    };
    const before = await heard();
    const until = Date.now() + mostEagerMs;
    while (Date.now() < until && !signal.aborted && (await heard()) === before)
      await wait(betweenLooksMs);
    await control.reply({
      from: this.#name,
      conversationId,
      text: this.#say(),
    });
    return { conversationId };
  }

  async #speak(index: number, by: string, isInternal: boolean): Promise<Done> {
    const conversationId = this.#at(index);
    if (!conversationId) return { isVain: true, told: "nowhere to speak" };
    const body = isInternal ? "What do you think?" : "We have read your message.";
    await this.#players.control.moderatorReply({ conversationId, by, body, isInternal });
    return { conversationId };
  }

  /** The newest form link of this ban, as it stands in the redditor's inbox. */
  #link(): Promise<string | null> {
    const linkOf = ({ body, conversationId, date }: MailView) =>
      date > this.#linksFrom && this.#conversations.includes(conversationId ?? "")
        ? body.match(/https?:\/\/\S+\/form\/[A-Za-z0-9_-]+/)?.[0]
        : undefined;
    return this.#awaited(async () => {
      const mails = await this.#players.control.inbox(this.#name);
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
    if (!link) return { isVain: true, told: "no link to send a form with" };
    this.#forms += 1;
    const tag = `story${this.#story.number}form${this.#forms}`;
    const { newest: after } = await this.#players.control.health();
    const form = await this.#players.site.send(link, { tag, isLong });
    this.#lastDated = (await this.#players.control.health()).now;
    return { after, form, told: `the form was ${form.outcome}` };
  }

  async #awaited<T>(ask: () => Promise<T | null>): Promise<T | null> {
    const { timeoutMs, signal } = this.#players;
    // In control no answer ever comes: one who knows that does not wait for it.
    const isHopeless = this.#story.community.fraction === 0 || this.#hasWaitedInVain;
    const answer = await lookAgain(ask, isHopeless ? 1500 : timeoutMs, signal);
    this.#hasWaitedInVain ||= answer === null;
    return answer;
  }
}
