import { z } from "zod";

/** The files that public pages load, as the build has made them. */
export const assetsSchema = z.object({
  style: z.string(),
  icon: z.string(),
  /** For a phone's home screen. */
  touchIcon: z.string(),
  /** What previews of a link show: 1200 × 630. */
  picture: z.string(),
  scripts: z.record(
    z.enum(["appeal-form", "local-times", "short-form"]),
    z.object({
      address: z.string(),
      /** The file's hash, as `integrity` and a policy name it. */
      hash: z.string(),
    }),
  ),
});

/** Addresses of files below the site, with their content's hash in each name. */
export type Assets = z.infer<typeof assetsSchema>;

/** The scripts that there are for public pages, by their files in `src/browser`. */
export type ScriptName = keyof Assets["scripts"];
