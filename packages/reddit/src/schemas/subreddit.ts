import * as z from "zod";

/** `/r/SUB/about` (`subreddit.about.2022-moderated`). */
export const subredditAboutSchema = z.object({
  data: z.object({
    display_name: z.string().min(1),
    public_description: z.string().nullish(),
    description: z.string().nullish(),
    subscribers: z.number().nullish(),
  }),
});

/** `/r/SUB/about/rules` (`subreddit.rules.2020`), not wrapped. */
export const subredditRulesSchema = z.object({
  rules: z.array(z.object({ short_name: z.string(), description: z.string().nullish() })),
});

/** `/r/SUB/about/moderators` (`moderators.2020`): a UserList, without paging. */
export const moderatorListSchema = z.object({
  data: z.object({
    children: z.array(
      z.object({
        id: z.string().nullish(),
        name: z.string(),
        mod_permissions: z.array(z.string()).nullish(),
      }),
    ),
  }),
});

export type SubredditAbout = z.infer<typeof subredditAboutSchema>;
export type SubredditRules = z.infer<typeof subredditRulesSchema>;
export type ModeratorList = z.infer<typeof moderatorListSchema>;
