import { z } from "zod";
import { showsNothing } from "../texts/visible-characters.ts";

/** Who of a community's moderators may decide about an appeal, beside what Reddit lets them. */
export const decisionRulesSchema = z.strictObject({
  /** Whether whoever set the ban may decide about the appeal against it without anybody else. */
  bannerDecidesAlone: z.boolean().default(true),
  /** Whether a second moderator has to agree before a decision is carried out. */
  needsSecond: z.boolean().default(false),
  /** The only moderators who decide, by name; empty for all of them. Compared without case. */
  deciders: z
    .array(z.string().refine((name) => !showsNothing(name), "the name is empty"))
    .max(100)
    .default([]),
});

export type DecisionRules = Readonly<z.infer<typeof decisionRulesSchema>>;
