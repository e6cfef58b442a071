import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** @returns the version that the repository's package file names; `null` where it names none */
export function programVersion(rootDir: string): string | null {
  const read = z
    .object({ version: z.string().optional() })
    .safeParse(JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8")));
  return read.data?.version ?? null;
}
