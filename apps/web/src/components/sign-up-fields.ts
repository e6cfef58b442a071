/** The fields of a sign-up, by the names of their columns. */
export const signUpFields = ["name", "email", "reddit_username", "subreddit_url"] as const;

export type SignUpField = (typeof signUpFields)[number];
