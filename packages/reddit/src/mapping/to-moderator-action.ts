import type { ModeratorAction } from "@appealmod/core";
import type { RedditModeratorAction } from "../schemas/modmail.ts";
import { deletedName } from "./to-author.ts";

/** 0 to 6 are recorded, 7 and 8 known from clients' documentation. */
const kinds: Readonly<Record<number, ModeratorAction["kind"]>> = {
  0: "highlighted",
  1: "unhighlighted",
  2: "archived",
  3: "unarchived",
  5: "muted",
  6: "unmuted",
  7: "banned",
  8: "unbanned",
};

export function toModeratorAction(action: RedditModeratorAction): ModeratorAction {
  return {
    id: action.id,
    kind: kinds[action.actionTypeId] ?? "other",
    author: action.author?.name || deletedName,
    date: action.date,
  };
}
