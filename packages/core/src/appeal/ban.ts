import { z } from "zod";
import { storedDateSchema } from "../stored/stored-date.ts";

/**
 * What Reddit's ban data says of the appellant at this moment. The subject line of a
 * ban notice is no part of it: subjects are translated and edited.
 */
export type Ban = NotBanned | ActiveBan;

export interface NotBanned {
  readonly isBanned: false;
}

export const permanences = ["permanent", "temporary", "unknown"] as const;
export type Permanence = (typeof permanences)[number];

export interface ActiveBan {
  readonly isBanned: true;
  /** `unknown` where the ban data does not say. */
  readonly permanence: Permanence;
  /** The date that tells one ban episode from another; `null` where it is not known. */
  readonly bannedAt: Date | null;
  /** When a temporary ban ends; `null` for a permanent one, and where it is not known. */
  readonly endsAt: Date | null;
  /** What moderators noted at the ban, `"REASON: NOTE"` when both were given; `""` for none. */
  readonly note: string;
  /** Who set it, by the moderation log; `null` where that is not known. */
  readonly bannedBy: string | null;
}

/** How what was last seen of a ban is stored. */
export const storedBanSchema: z.ZodType<Ban> = z.discriminatedUnion("isBanned", [
  z.object({ isBanned: z.literal(false) }),
  z.object({
    isBanned: z.literal(true),
    permanence: z.enum(permanences),
    bannedAt: storedDateSchema.nullable(),
    endsAt: storedDateSchema.nullable(),
    note: z.string(),
    bannedBy: z.string().nullable(),
  }),
]);

/** How the end of a ban is stored. */
export const banLiftSchema = z.object({
  at: storedDateSchema,
  /** The moderator who lifted it, by the moderation log; `null` where that does not tell. */
  by: z.string().nullable(),
});

/** How a ban ended before its time. */
export type BanLift = Readonly<z.infer<typeof banLiftSchema>>;

export const notBanned: NotBanned = { isBanned: false };

/** The moderation log and the list of bans each round the moment of a ban to a second of their own. */
export const roundingMs = 1_000;

/**
 * Whether two dates name the same ban episode. An unknown date matches any: without
 * evidence of a second ban there is one.
 */
export function isSameEpisode(one: Date | null, other: Date | null): boolean {
  if (one === null || other === null) return true;
  return Math.abs(one.getTime() - other.getTime()) <= roundingMs;
}
