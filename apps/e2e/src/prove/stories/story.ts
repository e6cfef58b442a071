/** A community of the pretend Reddit, and the share of its appellants that goes into treatment. */
export interface ProvingCommunity {
  readonly name: string;
  readonly fraction: number;
}

/**
 * Where the stories happen. With everyone in treatment, or nobody, the oracle knows what to
 * expect of each; in between it has to conclude the group from what it sees.
 */
export const communities = [
  { name: "ProveCreek", fraction: 1 },
  { name: "ProveRidge", fraction: 1 },
  { name: "ProveMeadow", fraction: 1 },
  { name: "ProveLagoon", fraction: 0.7 },
  { name: "ProveSummit", fraction: 0.7 },
  { name: "ProveHollow", fraction: 0 },
] as const satisfies readonly ProvingCommunity[];

export const storyKinds = [
  "never-appealed",
  "temporary-ban",
  "autoban",
  "no-reason",
  "form-filled",
  "silent-after-invite",
  "rage",
  "crossing",
  "human-answers",
  "unbanned",
  "account-gone",
  "banned-again",
  "second-conversation",
  "other-bot",
  "not-banned",
  "mixed",
] as const;

export type StoryKind = (typeof storyKinds)[number];

/** What one person does, as it was written down before the run. */
export type Step =
  | {
      readonly do: "ban";
      readonly days: number | null;
      readonly reason: string;
      readonly note: string;
      readonly message: string;
    }
  | { readonly do: "unban" }
  /** The redditor answers the newest ban notice. */
  | { readonly do: "answer-notice" }
  /** The redditor writes to the moderators anew. */
  | { readonly do: "compose" }
  /** A moderator writes to the redditor first. */
  | { readonly do: "moderator-writes-first" }
  /** The redditor writes into a conversation of this ban; counted from 0. */
  | { readonly do: "write"; readonly conversation: number }
  /** The redditor writes the very moment that the community's next message arrives. */
  | { readonly do: "write-at-once" }
  /** The redditor waits for a link of this ban, and goes on without one when none comes. */
  | { readonly do: "await-invite" }
  /** With the link of the newest invite; nothing happens where none has come. */
  | { readonly do: "send-form"; readonly length: "short" | "long" }
  | { readonly do: "await-note" }
  | {
      readonly do:
        | "moderator-answers"
        | "moderator-notes"
        | "moderator-archives"
        | "moderator-unarchives"
        | "other-bot-answers";
      readonly conversation: number;
    }
  | { readonly do: "delete-account" }
  | { readonly do: "suspend-account" }
  | { readonly do: "pause"; readonly ms: number };

export interface Story {
  /** From 1; the number behind `--story`. */
  readonly number: number;
  readonly kind: StoryKind;
  readonly redditor: string;
  readonly community: ProvingCommunity;
  /** When it begins, in milliseconds after the run's begin. */
  readonly startMs: number;
  readonly steps: readonly Step[];
}
