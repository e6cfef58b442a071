/** Pages of Reddit that moderators are led to. */
export interface RedditAddresses {
  /** A conversation in modmail. */
  conversation(id: string): string;
  /** Who moderates a community, where somebody is invited. */
  moderators(subreddit: string): string;
}

/** @param redditUrl one address for all of Reddit's hosts: a test server */
export function redditAddresses(redditUrl: string | undefined): RedditAddresses {
  const test = redditUrl?.replace(/\/+$/, "");
  return {
    conversation: (id) => `${test ?? "https://mod.reddit.com"}/mail/all/${encodeURIComponent(id)}`,
    moderators: (subreddit) =>
      `${test ?? "https://www.reddit.com"}/mod/${encodeURIComponent(subreddit)}/moderators`,
  };
}
