/** What finds a lost link. */
export const lostLinkFields = ["reddit_username", "subreddit"] as const;

export type LostLinkField = (typeof lostLinkFields)[number];
