/** Pages of Reddit that people are led to. */
export interface RedditAddresses {
  /** A conversation in modmail. */
  conversation(id: string): string;
  /** Who moderates a community, where somebody is invited. */
  moderators(subreddit: string): string;
  readonly home: string;
  community(subreddit: string): string;
  /** A redditor's own messages. */
  readonly messages: string;
  /** A new message to the moderators of a community. */
  writeTo(subreddit: string): string;
  /** Where Reddit itself takes appeals of accounts that it has suspended. */
  readonly suspendedAccounts: string;
}

/** @param redditUrl one address for all of Reddit's hosts: a test server */
export function redditAddresses(redditUrl: string | undefined): RedditAddresses {
  const test = redditUrl?.replace(/\/+$/, "");
  const site = test ?? "https://www.reddit.com";
  return {
    conversation: (id) => `${test ?? "https://mod.reddit.com"}/mail/all/${encodeURIComponent(id)}`,
    moderators: (subreddit) => `${site}/mod/${encodeURIComponent(subreddit)}/moderators`,
    home: `${site}/`,
    community: (subreddit) => `${site}/r/${encodeURIComponent(subreddit)}`,
    messages: `${site}/message/inbox/`,
    writeTo: (subreddit) => `${site}/message/compose?to=/r/${encodeURIComponent(subreddit)}`,
    suspendedAccounts: `${site}/appeals`,
  };
}
