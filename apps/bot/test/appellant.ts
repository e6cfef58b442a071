import { type Answers, isSameName } from "@appealmod/core";
import { submitForm } from "@appealmod/use-cases";
import { expect } from "vitest";
import { community, type Stage } from "./stage.ts";

export const answers: Answers = {
  why_banned: "I left two bags of rubbish at the lake campsite.",
  why_appealing: "second_chance",
  describe_rule: "Leave no trace: take home what you bring.",
  describe_actions: "I was in a hurry and thought somebody else would collect it.",
  wrong_actions: "Others had to clean up after me.",
  will_not_repeat: "yes",
  what_steps: "I carry a bag for it now.",
};

/** What both sides wrote in a conversation, as its participants told one from another. */
export interface Said {
  readonly by: "redditor" | "community" | "bot" | "note" | "moderator";
  readonly body: string;
}

/** 2 is "archived" in Reddit's own numbering. */
export const archived = 2;

/** A redditor of the demo community, from the ban to the answers. */
export interface Appellant {
  readonly name: string;
  ban(ban?: { reason?: string; note?: string; message?: string; days?: number }): Promise<void>;
  unban(): Promise<void>;
  /** Answers the newest ban notice. @returns the conversation's id */
  appeal(text?: string): Promise<string>;
  /** Begins a conversation of their own. @returns its id */
  write(text?: string): Promise<string>;
  reply(conversationId: string, text: string): Promise<void>;
  /** The links that the community sent them, oldest first. */
  links(): Promise<readonly string[]>;
  /** Sends the form behind the newest link, as the site does. */
  submit(): Promise<void>;
}

export async function meet(
  stage: Stage,
  name = "BogTrotter",
  subreddit: string = community.subreddit,
): Promise<Appellant> {
  await stage.control.createRedditor({ name });
  return meetAgain(stage, name, subreddit);
}

/** A redditor whom the simulator knows already. */
export async function meetAgain(
  stage: Stage,
  name: string,
  subreddit: string = community.subreddit,
): Promise<Appellant> {
  const { control, database } = stage;
  const links = async () =>
    (await control.inbox(name))
      .toSorted((one, other) => one.date - other.date)
      .flatMap(({ body }) => body.match(/http:\/\/site\.test\/form\/[\w-]+/g) ?? []);
  return {
    name,
    async ban(ban = {}) {
      const why = { reason: "Rule 3", note: "rubbish", message: "You left your rubbish twice." };
      await control.ban({ subreddit, name, ...why, ...ban });
    },
    unban: async () => void (await control.unban({ subreddit, name })),
    async appeal(text = "Please let me back in.") {
      return (await control.replyToBanNotice({ name, subreddit, text })).conversationId;
    },
    async write(text = "Why was I banned?") {
      const to = `/r/${subreddit}`;
      const { conversationId } = await control.compose({ from: name, to, subject: "Ban", text });
      return conversationId ?? expect.fail("the letter reached no moderators");
    },
    async reply(conversationId, text) {
      await control.reply({ from: name, conversationId, text });
    },
    links,
    async submit() {
      const formToken = (await links()).at(-1)?.split("/").at(-1) ?? "";
      const result = await submitForm(
        { database },
        { kind: "redditor", formToken },
        { answers, seen: null, at: stage.now() },
      );
      expect(result).toBe("submitted");
    },
  };
}

/** A redditor whose appeal the bot has answered with an invite. */
export async function invited(stage: Stage, name?: string) {
  const redditor = await meet(stage, name);
  await redditor.ban();
  const id = await redditor.appeal();
  await stage.pass("recent");
  expect(await redditor.links()).toHaveLength(1);
  return { redditor, id };
}

/** A redditor whose answers are with the moderators. */
export async function forwarded(stage: Stage, name?: string) {
  const { redditor, id } = await invited(stage, name);
  await redditor.submit();
  await stage.pass("started");
  expect((await notes(stage, id)).length).toBe(1);
  return { redditor, id };
}

/** What stands in a conversation, oldest first. */
export async function said(stage: Stage, conversationId: string): Promise<readonly Said[]> {
  const { messages, participant } = await stage.control.conversation(conversationId);
  return messages.map(({ author, body, isInternal }) => {
    if (isInternal) return { by: "note", body };
    if (isSameName(author, community.bot)) return { by: "bot", body };
    return { by: participant && isSameName(author, participant) ? "redditor" : "moderator", body };
  });
}

export async function speakers(stage: Stage, conversationId: string) {
  return (await said(stage, conversationId)).map(({ by }) => by);
}

export async function notes(stage: Stage, conversationId: string): Promise<readonly string[]> {
  return (await said(stage, conversationId)).flatMap(({ by, body }) => (by === "note" ? body : []));
}

export async function isArchived(stage: Stage, conversationId: string): Promise<boolean> {
  return (await stage.control.conversation(conversationId)).state === archived;
}
