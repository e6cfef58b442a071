import type { Actor, DryRunFinding } from "@appealmod/core";
import { askDryRun, endDryRun, inTransaction } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Has the bot find out what it would do about a community's last conversations. It does nothing.
 *
 * @throws NotAllowedError for whoever may not change the community's settings
 * @throws ModeratorListOutdatedError
 */
export async function dryRunCommunity(
  { database }: Installation,
  actor: Actor,
  { subreddit, at }: { readonly subreddit: string; readonly at: Date },
): Promise<void> {
  await inTransaction(database, async (orm, client) => {
    await requirePermission({ orm }, actor, "configure", subreddit, at);
    await askDryRun({ orm }, subreddit, at);
    await enqueue(client, "dry-run-community", { subreddit });
  });
}

/** What the bot found out. */
export async function recordDryRun(
  { database }: Installation,
  actor: Actor,
  run: {
    readonly subreddit: string;
    readonly findings: readonly DryRunFinding[];
    readonly trouble: string | null;
    readonly at: Date;
  },
): Promise<void> {
  const { subreddit, findings, trouble, at } = run;
  await requirePermission(database, actor, "observe", subreddit);
  await endDryRun(database, subreddit, { endedAt: at, findings, trouble });
}
