import { z } from "zod";
import { wrongCredential, wrongPassword } from "./credential-kinds.ts";
import { nearestName } from "./nearest-name.ts";
import { parseYaml } from "./parse-yaml.ts";
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
      : `is ${kindOf(value)}; allowed: text; write it in quotes`;
  return z.string({ error: ({ input }) => told(input) }).min(1, { error: `is empty: ${meaning}` });
}

/** Kept from being used by what is wrong with it; nothing of it is quoted. */
function checkedWords(meaning: string, wrong: (text: string) => string | undefined) {
  return words(meaning).superRefine((written, context) => {
    const message = wrong(written);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}

const credential = (meaning: string) =>
  checkedWords(meaning, wrongCredential).transform((written) => written.trim());

const names = listOf("subreddit names", subredditName);
const namesInOne = z.unknown().transform((value, context) => {
  const result = names.schema.safeParse(value ?? []);
  if (result.success) return result.data;
  const entries = result.error.issues.flatMap(({ path: [at], message }) =>
    typeof at === "number" ? [`; entry ${at + 1} ${message.replace(/: ".*"/s, "")}`] : [],
  );
  context.addIssue({
    code: "custom",
    message: `is ${kindOf(value)} that cannot be used; allowed: ${names.allowed}${entries.join("")}`,
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
  reddit_password: checkedWords("its password", wrongPassword).optional(),
  refresh_token: credential("instead of reddit_password").optional(),
  client_id: credential("id of an app that this account may use"),
  client_secret: credential("secret of that app"),
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
    hint: (value) => (typeof value === "string" ? parsedText(value).problem : undefined),
  };
}

function readText(text: string): unknown {
  const { value, problem } = parsedText(text);
  return problem === undefined ? value : text;
}

function parsedText(text: string): { readonly value?: unknown; readonly problem?: string } {
  const { document, problems } = parseYaml(text, (key) => secretKeys.has(key));
  const [first] = problems;
  if (first !== undefined) return { problem: `line ${first.line}: ${first.problem}` };
  return { value: document.toJS() };
}

const secretKeys: ReadonlySet<string> = new Set([
  "reddit_password",
  "refresh_token",
  "client_secret",
]);

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
