import { type DryRunFinding, nameKey } from "@appealmod/core";
import { eq } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { communityDryRuns } from "../schema/index.ts";
import { naming } from "./unreadable-row.ts";

type Writer = Pick<Database, "orm">;

/** A look at a community's last conversations; `endedAt` is null while the bot is at it. */
export interface DryRun {
  readonly askedAt: Date;
  readonly endedAt: Date | null;
  /** Why it found nothing out, for people to read. */
  readonly trouble: string | null;
  readonly findings: readonly DryRunFinding[];
}

/** Asks for another look, in place of the one before. */
export async function askDryRun({ orm }: Writer, subreddit: string, askedAt: Date): Promise<void> {
  const set = { askedAt, endedAt: null, trouble: null, findings: null };
  await orm
    .insert(communityDryRuns)
    .values({ subredditKey: nameKey(subreddit), ...set })
    .onConflictDoUpdate({ target: communityDryRuns.subredditKey, set });
}

/** Keeps what a look came to; one that nobody has asked for is dropped. */
export async function endDryRun(
  { orm }: Writer,
  subreddit: string,
  end: Omit<DryRun, "askedAt">,
): Promise<void> {
  await orm
    .update(communityDryRuns)
    .set({ ...end, findings: [...end.findings] })
    .where(eq(communityDryRuns.subredditKey, nameKey(subreddit)));
}

/** @throws UnreadableRowError */
export async function findDryRun({ orm }: Writer, subreddit: string): Promise<DryRun | null> {
  const key = nameKey(subreddit);
  const { askedAt, endedAt, trouble, findings } = communityDryRuns;
  const [row] = await naming(key, () =>
    orm
      .select({ askedAt, endedAt, trouble, findings })
      .from(communityDryRuns)
      .where(eq(communityDryRuns.subredditKey, key)),
  );
  return row ? { ...row, findings: row.findings ?? [] } : null;
}
