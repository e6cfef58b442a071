/** The community whose list of moderators is too old to go by, where that is what an error says. */
export function outdatedCommunity(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== "ModeratorListOutdatedError") return null;
  return "subreddit" in error && typeof error.subreddit === "string" ? error.subreddit : null;
}
