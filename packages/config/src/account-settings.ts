import { parse } from "yaml";
import { z } from "zod";
import { nearestName } from "./nearest-name.ts";
import { redditorName, subredditName } from "./reddit-names.ts";
import { kindOf } from "./value-in-words.ts";
import { listOf, plainLine, type ValueKind } from "./value-kinds.ts";

/** One of the bot's further accounts at Reddit; it has a password, a refresh token or both. */
export interface AccountSettings {
  readonly redditUsername: string;
  readonly redditPassword: string | undefined;
  readonly refreshToken: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly userAgent: string;
  /** Communities that are served by this account from the start. */
  readonly subreddits: readonly string[];
}

function words(meaning: string) {
  const told = (value: unknown) =>
    value === undefined || value === null
      ? `is missing: ${meaning}`
      : `is ${kindOf(value)}; allowed: text${typeof value === "number" ? "; write it in quotes" : ""}`;
  return z.string({ error: ({ input }) => told(input) }).min(1, { error: `is empty: ${meaning}` });
}

const names = listOf("subreddit names", subredditName);
const namesInOne = z.unknown().transform((value, context) => {
  const result = names.schema.safeParse(value ?? []);
  if (result.success) return result.data;
  context.addIssue({
    code: "custom",
    message: `is ${kindOf(value)} that cannot be used; allowed: ${names.allowed}`,
  });
  return z.NEVER;
});

const keys = {
  reddit_username: words("the account's name").transform((written, context) => {
    const name = redditorName(written);
    if (name !== undefined) return name;
    context.addIssue({ code: "custom", message: "cannot be a redditor's name" });
    return z.NEVER;
  }),
  reddit_password: words("its password").optional(),
  refresh_token: words("instead of reddit_password").optional(),
  client_id: words("id of an app that this account may use").pipe(z.string().trim()),
  client_secret: words("secret of that app"),
  user_agent: words("for example linux:appealmod:1.0 (by /u/your-name)").pipe(plainLine),
  subreddits: namesInOne.optional(),
};

const account = z
  .strictObject(keys, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys")
        return `is ${kindOf(issue.input)}; allowed: a group of the keys ${Object.keys(keys).join(", ")}`;
      const [unknown = ""] = issue.keys;
      const nearest = nearestName(unknown, Object.keys(keys));
      const advice =
        nearest === undefined
          ? `known are: ${Object.keys(keys).join(", ")}`
          : `did you mean ${nearest}?`;
      return `has a key ${unknown} that is not known; ${advice}`;
    },
  })
  .superRefine((each, context) => {
    if (each.reddit_password !== undefined || each.refresh_token !== undefined) return;
    const message = "is missing: of that account; a refresh_token works instead";
    context.addIssue({ code: "custom", path: ["reddit_password"], message });
  })
  .transform(
    (each): AccountSettings =>
      Object.freeze({
        redditUsername: each.reddit_username,
        redditPassword: each.reddit_password,
        refreshToken: each.refresh_token,
        clientId: each.client_id,
        clientSecret: each.client_secret,
        userAgent: each.user_agent,
        subreddits: each.subreddits ?? Object.freeze([]),
      }),
  );

/** Only accounts that are right by themselves are compared with each other. */
const accounts = z
  .array(account)
  .pipe(z.custom<AccountSettings[]>())
  .superRefine((all, context) => {
    all.forEach((one, at) => {
      const earlier = all.slice(0, at);
      const twin = earlier.findIndex((other) => isSame(other.redditUsername, one.redditUsername));
      if (twin !== -1)
        context.addIssue({
          code: "custom",
          path: [at, "reddit_username"],
          message: `names the same account as accounts[${twin}]: keep one`,
        });
      for (const name of one.subreddits) {
        const taken = earlier.findIndex((other) =>
          other.subreddits.some((theirs) => isSame(theirs, name)),
        );
        if (taken === -1) continue;
        context.addIssue({
          code: "custom",
          path: [at, "subreddits"],
          message: `names r/${name}, and so does accounts[${taken}]: one account serves a community`,
        });
      }
    });
  })
  .transform((all) => Object.freeze(all));

/** A list of accounts; in the environment the same as YAML or JSON text. */
export function accountList(): ValueKind<readonly AccountSettings[]> {
  return {
    schema: accounts as unknown as z.ZodType<readonly AccountSettings[]>,
    fromText: readText,
    allowed: `a list of accounts, each with ${Object.keys(keys).join(", ")}; in the environment as YAML or JSON`,
    hasParts: true,
  };
}

function readText(text: string): unknown {
  try {
    // Warnings would be printed, and quote what may be a secret.
    return parse(text, { prettyErrors: false, logLevel: "error" });
  } catch {
    return text;
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
