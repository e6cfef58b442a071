import { redditorName, subredditName } from "@appealmod/config";
import { cleanText } from "@appealmod/core";
import { type Database, type Enqueue, saveSignUp } from "@appealmod/db";
import { z } from "zod";
import { type SignUpField, signUpFields, trapField } from "../components/sign-up-fields.ts";
import { oneValue, type PostedFields } from "./posted-fields.ts";

export type SignUpProblem = "required" | "too-long" | "not-an-email" | "not-a-name";

export type SignUpReceipt =
  | { readonly kind: "saved" | "duplicate"; readonly subreddit: string }
  | {
      readonly kind: "problems";
      readonly problems: Partial<Readonly<Record<SignUpField, SignUpProblem>>>;
      /** What was written, to go back into the form. */
      readonly written: Readonly<Record<SignUpField, string>>;
    };

const required = (max: number) =>
  z
    .string()
    .min(1, { error: "required", abort: true })
    .max(max, { error: "too-long", abort: true });

const name = (normalise: (written: string) => string | undefined) =>
  required(300).transform((written, context) => {
    const bare = normalise(written);
    if (bare !== undefined) return bare;
    context.addIssue({ code: "custom", message: "not-a-name" });
    return z.NEVER;
  });

export const signUpSchema = z.object({
  name: required(120),
  email: required(254).pipe(z.email({ error: "not-an-email" })),
  reddit_username: name(redditorName),
  subreddit_url: name(subredditName),
});

export interface ReceiveSignUpParts {
  readonly database: Database;
  readonly enqueue: Enqueue<{ readonly signUpId: number; readonly subreddit: string }>;
  readonly now: () => Date;
}

/** Checks a sign-up, stores it and has it announced. The same redditor and community count once. */
export async function receiveSignUp(
  { database, enqueue, now }: ReceiveSignUpParts,
  fields: PostedFields,
): Promise<SignUpReceipt> {
  const written = Object.fromEntries(
    signUpFields.map((field) => [
      field,
      cleanText(oneValue(fields, field)).replace(/\s+/g, " ").slice(0, 400),
    ]),
  ) as Record<SignUpField, string>;
  const parsed = signUpSchema.safeParse(written);
  if (!parsed.success) {
    const problems: Partial<Record<SignUpField, SignUpProblem>> = {};
    for (const issue of parsed.error.issues)
      problems[issue.path[0] as SignUpField] ??= issue.message as SignUpProblem;
    return { kind: "problems", problems, written };
  }
  const { name, email, reddit_username, subreddit_url: subreddit } = parsed.data;
  // A field that people do not see. Whoever fills it in is not announced, but kept all the same:
  // it may have been somebody's browser, and the operator finds it in the list.
  const isTrapped = oneValue(fields, trapField) !== "";
  const kind = await saveSignUp(
    database,
    {
      name,
      email,
      redditUsername: reddit_username,
      subredditUrl: `https://www.reddit.com/r/${subreddit}`,
      at: now(),
    },
    isTrapped ? undefined : enqueue,
  );
  return { kind, subreddit };
}
