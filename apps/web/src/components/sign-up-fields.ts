/** The fields of a sign-up, by the names of their columns. */
export const signUpFields = ["name", "email", "reddit_username", "subreddit_url"] as const;

export type SignUpField = (typeof signUpFields)[number];

/** People do not see it, and no browser fills in a field of this name by itself. */
export const trapField = "leave_empty";
