import type { Actor } from "@appealmod/core";
import { type ListedModerator, saveModeratorList } from "@appealmod/db";
import type { Installation } from "../src/installation.ts";

/** The community that every command of the table is tried on. */
export const community = "PineLakeHikers";
const elsewhere = "MossValleyClimbers";

const moderators = {
  "moderator, all permissions": ["all"],
  "moderator, modmail only": ["mail"],
  "moderator, modmail and users": ["mail", "access"],
  "moderator, settings only": ["config"],
  "moderator, no permission": [],
} as const;

const asModerator = (redditorId: string) =>
  ({ kind: "moderator", redditorId, username: redditorId.replace("t2_", "") }) as const;

/** Every kind of actor that there is, by what people call them. */
export const actors = {
  stranger: { kind: "visitor" },
  "redditor with a link": { kind: "redditor", formToken: "of-another-appeal" },
  "moderator, all permissions": asModerator("t2_all"),
  "moderator, modmail only": asModerator("t2_mail"),
  "moderator, modmail and users": asModerator("t2_users"),
  "moderator, settings only": asModerator("t2_settings"),
  "moderator, no permission": asModerator("t2_none"),
  "moderator elsewhere": asModerator("t2_elsewhere"),
  "removed moderator": asModerator("t2_removed"),
  researcher: { kind: "researcher", username: "DrFern" },
  operator: { kind: "operator", username: "Boss" },
  program: { kind: "program" },
} as const satisfies Record<string, Actor>;

export type ActorName = keyof typeof actors;

export const actorNames = Object.keys(actors) as readonly ActorName[];

/** Lays down what Reddit says of each of them; one was a moderator and is none any more. */
export async function listActors({ database }: Installation): Promise<void> {
  const listed = Object.entries(moderators).map(([name, permissions]): ListedModerator => {
    const { redditorId, username } = actors[name as keyof typeof moderators];
    return { redditorId, username, permissions };
  });
  const removed = { ...actors["removed moderator"], permissions: ["all"] };
  const now = new Date();
  await saveModeratorList(database, community, [...listed, removed], now);
  await saveModeratorList(database, community, listed, now);
  await saveModeratorList(
    database,
    elsewhere,
    [{ ...actors["moderator elsewhere"], permissions: ["all"] }],
    now,
  );
}
