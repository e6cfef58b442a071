import type { Actor, CommunitySettings } from "@appealmod/core";
import { inTransaction, lockCommunity, saveCommunitySettings } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/** New values by their key; `null` goes back to the default. Keys left out stay as they are. */
export type SettingChanges = {
  readonly [Key in keyof CommunitySettings]?: CommunitySettings[Key] | null;
};

/** @throws ZodError that names the wrong key */
export async function changeCommunitySettings(
  { database }: Installation,
  actor: Actor,
  { subreddit, changes }: { readonly subreddit: string; readonly changes: SettingChanges },
): Promise<void> {
  requirePermission(actor, "configure", subreddit);
  await inTransaction(database, async (orm) => {
    // Two changes at once, each of another key, must both hold.
    const { settings } = await lockCommunity(orm, subreddit);
    const all = Object.entries({ ...settings, ...changes });
    const own = Object.fromEntries(all.filter(([, value]) => value !== null));
    await saveCommunitySettings({ orm }, subreddit, own);
  });
}
