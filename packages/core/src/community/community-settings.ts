import { z } from "zod";
import { showsNothing } from "../texts/visible-characters.ts";

const visibleText = z.string().refine((text) => !showsNothing(text), "the text is empty");

/**
 * What a community's moderators may set. Every key has a default, so an empty object is
 * a complete setting.
 */
export const communitySettingsSchema = z.strictObject({
  /** Bots whose word ends our interest, compared without case. */
  otherBots: z.array(visibleText).default(["ArchangelleN8theGr8", "saferbot"]),
  /** A ban whose note starts with one of these was set by a machine and is left alone. */
  autobanPrefixes: z.array(visibleText).default(["Autoba"]),
  /** Reminders per appeal; 0 sends none. */
  reminderCap: z.int().min(0).max(50).default(5),
  /** Days after which a silent appeal is closed. */
  updateCutoffDays: z.number().positive().max(3650).default(30),
  /** Share of redditors drawn into treatment, 0 to 1. */
  treatmentFraction: z.number().min(0).max(1).default(1),
  /** Language of the texts, as in `conf/texts/<language>.yaml`. */
  language: z.string().min(2).default("en"),
});

export type CommunitySettings = z.infer<typeof communitySettingsSchema>;

export const defaultCommunitySettings: CommunitySettings = Object.freeze(
  communitySettingsSchema.parse({}),
);
