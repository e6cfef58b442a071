import { z } from "zod";

/** What a community sets for the pages of its moderators; what is left out has a default. */
const roomSettingsSchema = z.object({
  savedReplies: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        language: z.string(),
        suits: z.enum(["lift", "keep", "any"]),
        text: z.string(),
      }),
    )
    .default([]),
  abusiveWords: z.array(z.string()).default([]),
  appealAgainDays: z.number().default(0),
  authorHidden: z.boolean().default(true),
  transparencyReport: z.boolean().default(false),
});

export type RoomSettings = Readonly<z.infer<typeof roomSettingsSchema>>;

/** @param settings the community's own; `null` where it set nothing */
export function roomSettings(settings: object | null): RoomSettings {
  return roomSettingsSchema.parse(settings ?? {});
}
