import { z } from "zod";

/** One row of a file of coders' labels. */
export const toxicityLabelSchema = z.object({
  appeal: z.uuid("`appeal` is the id from the coding sheet"),
  coder: z.string().trim().min(1, "`coder` is empty").max(100, "`coder` is too long"),
  label: z
    .string()
    .transform((word) => word.trim().toLowerCase())
    .pipe(z.enum(["toxic", "not-toxic"], "`label` is `toxic` or `not-toxic`")),
});
