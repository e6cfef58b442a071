import { type Actor, type CommunitySettings, ownCommunitySettingsSchema } from "@appealmod/core";
import type { Installation } from "../installation.ts";
import { NotAllowedError } from "../require-permission.ts";
import { type Revised, reviseCommunity } from "../revise-community.ts";

/** New values by their key; `null` goes back to the default. Keys left out stay as they are. */
export type SettingChanges = {
  readonly [Key in keyof CommunitySettings]?: CommunitySettings[Key] | null;
};

/**
 * @throws ZodError that names the wrong key
 * @throws NotAllowedError where a moderator would change who is drawn into the experiment
 */
export async function changeCommunitySettings(
  installation: Installation,
  actor: Actor,
  {
    subreddit,
    changes,
    seenRevision,
  }: {
    readonly subreddit: string;
    readonly changes: SettingChanges;
    readonly seenRevision?: number;
  },
): Promise<Revised> {
  if (actor.kind === "moderator" && Object.hasOwn(changes, "treatmentFraction"))
    throw new NotAllowedError(
      "The share of redditors who get the form belongs to the study: researchers and operators change it.",
    );
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-settings-changed",
    seenRevision,
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
