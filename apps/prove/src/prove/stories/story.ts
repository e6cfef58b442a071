/** A community of the pretend Reddit, and the share of its appellants that goes into treatment. */
export interface ProvingCommunity {
  readonly name: string;
  readonly fraction: number;
  /** After how much silence its appeals are closed, in milliseconds; a month where it is left out. */
  readonly cutoffMs?: number;
  /**
   * Who answers by itself, known to the community's settings: AutoModerator each new conversation,
   * publicly and within a second; an app every message, likewise; or a bot each new conversation,
   * with a private note and at once.
   */
  readonly responder?: "AutoModerator" | "app" | "note-bot";
}

/**
 * Where the stories happen. With everyone in treatment, or nobody, the oracle knows what to
 * expect of each; in between it has to conclude the group from what it sees. Appeals of one
 * community are closed within seconds: no clock has to be turned, for it is a setting.
 */
export const communities: readonly [ProvingCommunity, ...ProvingCommunity[]] = [
  { name: "ProveCreek", fraction: 1 },
  { name: "ProveRidge", fraction: 1, responder: "AutoModerator" },
  { name: "ProveMeadow", fraction: 1, responder: "note-bot" },
  { name: "ProveLagoon", fraction: 0.7 },
  { name: "ProveSummit", fraction: 0.7 },
  { name: "ProveHollow", fraction: 0 },
  { name: "ProveBrook", fraction: 1, cutoffMs: 12_000 },
  { name: "ProveGlade", fraction: 1, responder: "app" },
];

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
  "ban-changed",
  "suspended",
  "muted",
  "renamed",
  "helper-bots",
  "returns-after-end",
  "incidents",
  "moderators-decide",
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
        | "other-bot-answers"
        | "other-bot-notes";
      readonly conversation: number;
    }
  /** The ban in force is set again, with other days; `renewsDate`: Reddit gives it a date of its own. */
  | {
      readonly do: "change-ban";
      readonly days: number | null;
      readonly renewsDate: boolean;
    }
  /** The end of the story. */
  | { readonly do: "delete-account" }
  | { readonly do: "suspend-account" }
  | { readonly do: "unsuspend-account" }
  /** Once per story, as Reddit lets people do with a name that it made up. */
  | { readonly do: "rename-account" }
  /**
   * From a conversation a mute brings a message of the moderator's, from the list it brings none.
   * `refuses`: moderators cannot write to them publicly while it lasts.
   */
  | {
      readonly do: "mute";
      readonly from: "conversation" | "list";
      readonly refuses: boolean;
    }
  | { readonly do: "unmute" }
  /** Whatever moderators write to them publicly is refused from now on, for good. */
  | { readonly do: "refuse-replies" }
  /** Nobody does anything until the appeals of the community's cutoff are closed. */
  | { readonly do: "outlast-cutoff" }
  /** A moderator of their own decides on the site about the redditor's appeal. */
  | { readonly do: "decide"; readonly kind: "lift" | "keep" | "close" }
  | { readonly do: "take-back" }
  /** Whoever decided is a moderator no more. */
  | { readonly do: "remove-decider" }
  /** Until what was decided is over, however it ends. */
  | { readonly do: "await-decision" }
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
