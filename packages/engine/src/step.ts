import type {
  Action,
  Appeal,
  Conversation,
  RedditAction,
  RedditError,
  Redditor,
} from "@appealmod/core";
import type { Snapshot } from "./load-facts.ts";

/** What carrying out one action came to. */
export type Step =
  /** Done; the appeal as it is now, and the conversation where Reddit showed it. */
  | {
      readonly status: "done";
      readonly appeal: Appeal | null;
      readonly conversation: Conversation | null;
    }
  /** Another run did it, or the ground has shifted: decide anew. */
  | { readonly status: "outdated" }
  /** Reddit refused it, and it is not tried again in this run: decide anew, without it. */
  | { readonly status: "refused"; readonly refusal: Refusal };

/** An effect that Reddit refused. */
export interface Refusal {
  readonly action: RedditAction;
  readonly error: RedditError;
  /** The newest message that was known at the try. */
  readonly afterMessageId: string | null;
  readonly at: Date;
  /** The claim, taken back for now, where the effect is given up once all else went well. */
  readonly claimId: string | null;
}

/** Where an action is carried out. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly appeal: Appeal | null;
  /** The newest message that we know of. */
  readonly lastMessageId: string | null;
}

export function done(appeal: Appeal | null): Step {
  return { status: "done", appeal, conversation: null };
}

export function redditorOf({ snapshot }: Scene): Redditor {
  const { appellant } = snapshot.facts.conversation;
  if (!appellant) throw new Error("an action on an appellant was decided where there is none");
  const { id, name } = appellant;
  return { id, name };
}

export function appealOf({ appeal }: Scene, action: Action): Appeal {
  if (!appeal) throw new Error(`"${action.key}" was decided without an appeal`);
  return appeal;
}
