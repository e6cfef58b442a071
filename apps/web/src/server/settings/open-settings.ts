import { subredditName } from "@appealmod/config";
import type { UnsavedPost } from "@appealmod/core";
import type { CommunityConfigurationView, CommunityOverview, SignedIn } from "@appealmod/use-cases";
import { notFound } from "next/navigation";
import { cache } from "react";
import { setPageStatus } from "../page-status.ts";
import { inRoom, requireSignedIn } from "../signed-in.ts";
import { theSite } from "../site.ts";
import { type SettingPaths, settingPaths } from "./setting-paths.ts";
import type { SettingsRoom } from "./settings-room.ts";

export interface OpenSettings {
  readonly kind: "open";
  readonly signedIn: SignedIn;
  readonly room: SettingsRoom;
  readonly paths: SettingPaths;
  readonly view: CommunityConfigurationView;
  /** What was posted on this page and could not be saved. */
  readonly unsaved: UnsavedPost | null;
}

/** What its reader may see of a community, but not change. */
export interface ClosedSettings {
  readonly kind: "forbidden";
  readonly signedIn: SignedIn;
  readonly paths: SettingPaths;
  readonly overview: CommunityOverview;
}

/** A community of which its reader is a moderator, as it stands. */
export const openCommunity = cache(async (sub: string, path: string) => {
  const subreddit = subredditName(sub);
  if (subreddit === undefined) notFound();
  const signedIn = await requireSignedIn(path);
  const room = theSite().rooms.settings;
  const overview = await inRoom(room.overview(signedIn, subreddit), path);
  return { signedIn, room, overview, paths: settingPaths(overview.name) };
});

/**
 * Opens a page about a community's settings: for a moderator who may change them. Where their words
 * could not be saved, the page is answered with 409 or 422.
 *
 * @param path the page's own path
 */
export async function openSettings(
  sub: string,
  path: (paths: SettingPaths) => string,
): Promise<OpenSettings | ClosedSettings> {
  const asked = path(settingPaths(sub));
  const { signedIn, room, overview, paths } = await openCommunity(sub, asked);
  if (!overview.may.configure) {
    await setPageStatus(403);
    return { kind: "forbidden", signedIn, paths, overview };
  }
  const view = await inRoom(room.configuration(signedIn, overview.name), asked);
  const unsaved = await room.findUnsaved(signedIn, path(paths));
  if (unsaved?.conflict) await setPageStatus(409);
  else if (unsaved && unsaved.problems.length > 0) await setPageStatus(422);
  return { kind: "open", signedIn, room, paths, view, unsaved };
}

/** A field as it was posted, or as it is set where nothing was. */
export function writtenIn(unsaved: UnsavedPost | null, name: string, otherwise: string): string {
  if (!unsaved) return otherwise;
  const written = unsaved.fields[name];
  return (typeof written === "string" ? written : written?.[0]) ?? "";
}

/** All values of a field of boxes. */
export function tickedIn(
  unsaved: UnsavedPost | null,
  name: string,
  otherwise: readonly string[],
): readonly string[] {
  return unsaved ? [unsaved.fields[name] ?? []].flat() : otherwise;
}

/** All that was wrong with a field. */
export function problemWith(unsaved: UnsavedPost | null, name: string): string | undefined {
  const found = unsaved?.problems.filter(({ field }) => field === name) ?? [];
  return found.length === 0 ? undefined : found.map(({ message }) => message).join(" ");
}
