import type {
  ControlClient,
  ConversationView,
  DemoCredentials,
  MailView,
} from "@appealmod/reddit-simulator/testing";
import { awaitUntil } from "./await-until.ts";

/** Where the story is told: a pretend Reddit and the people of its demo community. */
export interface Stage {
  readonly control: ControlClient;
  readonly demo: DemoCredentials;
  readonly webUrl: string;
}

/** What can be done and seen of one redditor's ban, each step by whoever does it in life. */
export interface BanStory {
  readonly redditor: string;
  ban(reason?: { reason?: string; note?: string; message?: string }): Promise<void>;
  /** The redditor answers the ban notice. @returns the conversation's id */
  appeal(text?: string): Promise<string>;
  /** The link in the newest message that the community sent the redditor. */
  readInvite(): Promise<string>;
  conversation(): Promise<ConversationView>;
  /** The private note with the answers, once it stands. */
  readNote(): Promise<string>;
  /** Waits until the conversation is where moderators see it. */
  awaitReturn(): Promise<ConversationView>;
}

/** 2 is "archived" in Reddit's own numbering. */
const archived = 2;

export function createBanStory(stage: Stage, redditor: string): BanStory {
  const { control, demo } = stage;
  const { subreddit, bot } = demo;
  let conversationId = "";
  const conversation = () => control.conversation(conversationId);
  return {
    redditor,
    async ban(words = {}) {
      await control.createRedditor({ name: redditor }).catch((error: unknown) => {
        if (!demo.redditors.includes(redditor)) throw error;
      });
      await control.ban({
        subreddit,
        name: redditor,
        reason: "Rule 3",
        note: "left rubbish at the campsite",
        message: "You left your rubbish at the campsite twice.",
        ...words,
      });
    },
    async appeal(text = "Please, why was I banned? I want to come back.") {
      ({ conversationId } = await control.replyToBanNotice({ name: redditor, subreddit, text }));
      return conversationId;
    },
    async readInvite() {
      const linkOf = (mail: MailView) =>
        mail.subreddit?.toLowerCase() === subreddit.toLowerCase()
          ? mail.body.match(new RegExp(`${stage.webUrl}/form/[A-Za-z0-9_-]+`))?.[0]
          : undefined;
      return await awaitUntil("an invite with a form link in the redditor's inbox", async () =>
        (await control.inbox(redditor)).map(linkOf).find((link) => link !== undefined),
      );
    },
    conversation,
    async readNote() {
      return await awaitUntil("a private note of the bot", async () => {
        const { messages } = await conversation();
        return messages.find((message) => message.isInternal && message.author === bot.name)?.body;
      });
    },
    async awaitReturn() {
      return await awaitUntil("the conversation back with the moderators", async () => {
        const view = await conversation();
        return view.state !== archived && view.messages.some((one) => one.isInternal) ? view : null;
      });
    },
  };
}
