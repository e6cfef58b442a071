import { z } from "zod";

/** What somebody posted and could not be saved: their words, and why not. */
export const unsavedPostSchema = z.object({
  /** By the names of the form's fields. */
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** In words, by the field that they are about; the empty name is the whole form. */
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Where a colleague saved something meanwhile: what was seen, and what holds now. */
  conflict: z.object({ seen: z.int().min(0), inForce: z.int().min(0) }).nullable(),
});

export type UnsavedPost = z.infer<typeof unsavedPostSchema>;
