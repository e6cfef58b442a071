import type { ConversationView } from "@appealmod/reddit-simulator/testing";
import type { Step, Story } from "./story.ts";

/**
 * When something happened, in the pretend Reddit's own order: after the event dated
 * `after`, and not later than the one dated `until`. Epoch milliseconds of its clock; no two
 * events share one.
 */
export interface Moment {
  readonly after: number;
  readonly until: number;
}

/** A form as it was sent. */
export interface SentForm {
  /** Through the real site, or by doing what it does. */
  readonly through: "site" | "database";
  readonly token: string;
  readonly outcome: "submitted" | "already-submitted" | "closed" | "unknown";
  /** Words that stand in the answers and so must stand in the note. */
  readonly marks: readonly string[];
}

/** What a moderator decided, as the site took it. */
export interface StoredDecision {
  /** A word that stands in the answer and in the note, and nowhere else. */
  readonly mark: string;
  readonly isAnswered: boolean;
}

/** A step as it was carried out. */
export interface Deed {
  readonly step: Step;
  readonly at: Moment;
  readonly conversationId: string | null;
  readonly form: SentForm | null;
  readonly decision: StoredDecision | null;
  /** What came of it, in words for a person who looks for a failure. */
  readonly told: string;
  /** Nothing was done after all: there was nowhere to write to, or Reddit refused it. */
  readonly isVain: boolean;
}

/** All that is known of a story when it is over: what was done, and what Reddit shows. */
export interface StoryEvidence {
  readonly story: Story;
  readonly deeds: readonly Deed[];
  readonly conversations: readonly ConversationView[];
  /** In the end. */
  readonly isBanned: boolean;
  /** When the bot lifted a ban of theirs, by Reddit's log. */
  readonly unbansByBot: readonly number[];
}

/** From this date of the pretend Reddit's clock on, it ran ahead of the real one by so much. */
export interface ClockShift {
  readonly date: number;
  readonly offsetMs: number;
}

/** A stretch in which something was broken on purpose, real time. */
export interface FaultWindow {
  readonly from: number;
  readonly to: number;
  /** Whether Reddit forbade what the bot may do: nobody can tell that from what it refuses for good. */
  readonly isForbidding?: boolean;
}

/** From somebody's words to the invite that answered them, real time. */
export interface Wait {
  readonly from: number;
  readonly to: number;
}

/** What goes for all stories of a run. */
export interface RunEvidence {
  /** The accounts of the bot. */
  readonly bots: readonly string[];
  readonly moderators: readonly string[];
  readonly otherBots: readonly string[];
  /** Who answers everybody by itself: no person, and no word that ends anything. */
  readonly autoResponders: readonly string[];
  readonly shifts: readonly ClockShift[];
  readonly windows: readonly FaultWindow[];
  /**
   * How long each redditor waited for an invite, real time: they show how far the bot was behind.
   * Empty while that is not known.
   */
  readonly waits: readonly Wait[];
  /** How long one attempt of the bot may act on what it saw at its beginning, in milliseconds. */
  readonly slackMs: { readonly calm: number; readonly broken: number };
}
