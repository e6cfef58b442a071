import { setTimeout as wait } from "node:timers/promises";
import {
  awaitUntil,
  createBanStory,
  type Installation,
  submitForm,
} from "@appealmod/testing-installation";

/** One appeal that was lived through, with the times that its redditor waited for the bot. */
export interface ToldAppeal {
  readonly redditor: string;
  readonly conversationId: string;
  /** What the world was like when it began, and whether that was still so when it ended. */
  readonly during: string;
  readonly messageToInviteMs: number;
  readonly formToNoteMs: number;
}

/** Redditors who appeal one after another until they are told to stop. */
export interface Tellers {
  readonly told: readonly ToldAppeal[];
  /** From now on appeals belong to this part of the story; those under way belong to the change. */
  enter(part: string): void;
  /** Resolves when the appeals under way have come to their end. @throws what went wrong in one */
  stop(): Promise<void>;
}

/** How long a bot that was killed and started again may keep a redditor waiting. */
const withinMs = 60_000;
/** Seven requests an appeal: several minutes of this fit into what Reddit allows a client. */
const pauseMs = 1_000;

export function startTellers(installation: Installation, count: number, first: string): Tellers {
  const told: ToldAppeal[] = [];
  let part = first;
  let isStopping = false;
  let number = 0;

  async function addAppeal(redditor: string): Promise<void> {
    const began = part;
    const story = createBanStory(installation, redditor);
    await story.ban();
    const appealed = performance.now();
    const conversationId = await story.appeal();
    const link = await awaitUntil("an invite", () => linkIn(installation, redditor), withinMs);
    const messageToInviteMs = performance.now() - appealed;
    const { status } = await submitForm(link);
    if (status !== 200) throw new Error(`the form was answered with ${status}`);
    const sent = performance.now();
    await awaitUntil(
      "a note",
      async () => (await story.conversation()).messages.some(({ isInternal }) => isInternal),
      withinMs,
    );
    const formToNoteMs = performance.now() - sent;
    const during = began === part ? part : `${began} → ${part}`;
    told.push({ redditor, conversationId, during, messageToInviteMs, formToNoteMs });
  }

  async function tell(): Promise<void> {
    while (!isStopping) {
      number += 1;
      await addAppeal(`Teller_${number}`);
      await wait(pauseMs);
    }
  }

  const tellers = Array.from({ length: count }, tell);
  const all = Promise.all(tellers);
  all.catch(() => {});
  return {
    told,
    enter(next) {
      part = next;
    },
    async stop() {
      isStopping = true;
      await all;
    },
  };
}

async function linkIn(
  { control, webUrl }: Installation,
  redditor: string,
): Promise<string | undefined> {
  const mails = await control.inbox(redditor);
  const pattern = new RegExp(`${webUrl}/form/[A-Za-z0-9_-]+`);
  return mails.map(({ body }) => body.match(pattern)?.[0]).find((link) => link !== undefined);
}
