/**
 * What a moderator wants to be told of:
 * - `community`: every appeal of a community.
 * - `mine`: the appeals of a community that they claimed, decided about or asked about.
 * - `appeal`: one appeal.
 */
export const watchScopes = ["community", "mine", "appeal"] as const;
export type WatchScope = (typeof watchScopes)[number];
