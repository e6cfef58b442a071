import { type Actor, type CommunitySettings, ownCommunitySettingsSchema } from "@appealmod/core";
import type { Installation } from "../installation.ts";
import { reviseCommunity } from "../revise-community.ts";

/** New values by their key; `null` goes back to the default. Keys left out stay as they are. */
export type SettingChanges = {
  readonly [Key in keyof CommunitySettings]?: CommunitySettings[Key] | null;
};

/**
 * @returns the number of the new revision; `null` where nothing changed
 * @throws ZodError that names the wrong key
 */
export async function changeCommunitySettings(
  installation: Installation,
  actor: Actor,
  { subreddit, changes }: { readonly subreddit: string; readonly changes: SettingChanges },
): Promise<number | null> {
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-settings-changed",
    permission: isFractionAlone(changes) ? "set-fraction" : "configure",
    async wanted(own) {
      const all = Object.entries({ ...own.settings, ...changes });
      const set = Object.fromEntries(all.filter(([, value]) => value != null));
      return { ...own, settings: ownCommunitySettingsSchema.strict().parse(set) };
    },
  });
}

/** The fraction is the experiment's: researchers may set it, and nothing else. */
function isFractionAlone(changes: SettingChanges): boolean {
  const keys = Object.keys(changes);
  return keys.length > 0 && keys.every((key) => key === "treatmentFraction");
}
