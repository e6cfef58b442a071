import { z } from "zod";
import { showsNothing } from "../texts/visible-characters.ts";
import { decisionRulesSchema } from "./decision-rules.ts";
import { savedRepliesSchema } from "./saved-reply.ts";

const visibleText = z.string().refine((text) => !showsNothing(text), "the text is empty");

/** The longest cutoff that a community may set, in days. */
export const longestCutoffDays = 3650;

/** The longest waiting time between two appeals that a community may set, in days. */
export const longestAppealAgainDays = 3650;

/**
 * What a community's moderators may set. Every key has a default, so an empty object is
 * a complete setting.
 */
export const communitySettingsSchema = z.strictObject({
  /**
   * Bots that ban by themselves and handle the appeals against it: a ban of theirs, and a
   * conversation in which they have the last public word, is left to them. Compared without case.
   */
  otherBots: z
    .array(visibleText)
    .default([
      "ArchangelleN8theGr8",
      "saferbot",
      "SafestBot",
      "bot-bouncer",
      "BotDefense",
      "evasion-guard",
      "hive-protect",
    ]),
  /**
   * Accounts that answer everybody by themselves, such as an app that greets each message. They are
   * no people, and a conversation in which they spoke goes on. Compared without case.
   */
  autoResponders: z.array(visibleText).default([]),
  /** A ban whose note starts with one of these was set by a machine and is left alone. */
  autobanPrefixes: z.array(visibleText).default(["Autoba"]),
  /** Reminders per appeal; 0 sends none. */
  reminderCap: z.int().min(0).max(50).default(5),
  /** Days after which a silent appeal is closed. */
  updateCutoffDays: z.number().positive().max(longestCutoffDays).default(30),
  /** Share of redditors drawn into treatment, 0 to 1. */
  treatmentFraction: z.number().min(0).max(1).default(1),
  /** Language of the texts, as in `conf/texts/<language>.yaml`. */
  language: z.string().min(2).default("en"),
  /** Answers that moderators choose from when they decide, in the order in which they are offered. */
  savedReplies: savedRepliesSchema.default([]),
  /**
   * Words and phrases of abuse, beside those of the site's own list: a message with one of them is
   * folded. Compared without case.
   */
  abusiveWords: z.array(visibleText.max(60)).max(500).default([]),
  decisionRules: decisionRulesSchema.default(decisionRulesSchema.parse({})),
  /** Days after a decision before which another appeal is not looked at; 0 for no waiting time. */
  appealAgainDays: z.int().min(0).max(longestAppealAgainDays).default(0),
  /** Whether the bot answers in the community's name, and not in its own. */
  authorHidden: z.boolean().default(true),
  /** Whether the site shows a page of the community's numbers, of closed months, to everybody. */
  transparencyReport: z.boolean().default(false),
});

const { shape } = communitySettingsSchema;

/**
 * How a community's own settings are stored: whatever is left out follows the defaults. A setting
 * that there is no more is left out as well.
 */
export const ownCommunitySettingsSchema = z.object({
  otherBots: shape.otherBots.unwrap().exactOptional(),
  autoResponders: shape.autoResponders.unwrap().exactOptional(),
  autobanPrefixes: shape.autobanPrefixes.unwrap().exactOptional(),
  reminderCap: shape.reminderCap.unwrap().exactOptional(),
  updateCutoffDays: shape.updateCutoffDays.unwrap().exactOptional(),
  treatmentFraction: shape.treatmentFraction.unwrap().exactOptional(),
  language: shape.language.unwrap().exactOptional(),
  savedReplies: shape.savedReplies.unwrap().exactOptional(),
  abusiveWords: shape.abusiveWords.unwrap().exactOptional(),
  decisionRules: shape.decisionRules.unwrap().exactOptional(),
  appealAgainDays: shape.appealAgainDays.unwrap().exactOptional(),
  authorHidden: shape.authorHidden.unwrap().exactOptional(),
  transparencyReport: shape.transparencyReport.unwrap().exactOptional(),
} satisfies Record<keyof CommunitySettings, z.ZodType>);

export type CommunitySettings = z.infer<typeof communitySettingsSchema>;

export const defaultCommunitySettings: CommunitySettings = Object.freeze(
  communitySettingsSchema.parse({}),
);
