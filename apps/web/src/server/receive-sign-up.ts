import { redditorName, subredditName } from "@appealmod/config";
import { cleanText } from "@appealmod/core";
import type { Logger } from "@appealmod/logger";
import { type Installation, signUp } from "@appealmod/use-cases";
import { z } from "zod";
import { emailAddress } from "../components/field/email-address.ts";
import { type SignUpField, signUpFields, trapField } from "../components/sign-up-fields.ts";
import { constantTimeResponse } from "./constant-time-response.ts";
import { oneValue, type PostedFields } from "./posted-fields.ts";

export type SignUpProblem = "required" | "too-long" | "not-an-email" | "not-a-name";

/**
 * What its sender is told. A `duplicate` is only told to somebody who gives name, community and
 * e-mail address as they are stored: with another address it is `saved` in words and in time,
 * or a stranger could ask who has signed up.
 */
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
  email: required(254).transform((written, context) => {
    const address = emailAddress(written);
    if (address !== undefined) return address;
    context.addIssue({ code: "custom", message: "not-an-email" });
    return z.NEVER;
  }),
  reddit_username: name(redditorName),
  subreddit_url: name(subredditName),
});

export interface ReceiveSignUpParts {
  readonly installation: Installation;
  readonly now: () => Date;
  /** Hears of a sign-up that was there already. */
  readonly logger: Logger;
}

/** Checks a sign-up, stores it and has it announced. The same redditor and community count once. */
export async function receiveSignUp(
  { installation, now, logger }: ReceiveSignUpParts,
  fields: PostedFields,
): Promise<SignUpReceipt> {
  const written = Object.fromEntries(
    signUpFields.map((field) => [
      field,
      cleanText(oneValue(fields, field)).replace(/\s+/g, " ").slice(0, 400),
    ]),
  ) as Record<SignUpField, string>;
  // As it came: cleaned, a line end in an address would have become a space or nothing.
  const email = written.email === "" ? "" : oneValue(fields, "email").trim();
  const parsed = signUpSchema.safeParse({ ...written, email });
  if (!parsed.success) {
    const problems: Partial<Record<SignUpField, SignUpProblem>> = {};
    for (const issue of parsed.error.issues)
      problems[issue.path[0] as SignUpField] ??= issue.message as SignUpProblem;
    return { kind: "problems", problems, written };
  }
  const { name, reddit_username, subreddit_url: subreddit } = parsed.data;
  // A field that people do not see. Whoever fills it in is not announced, but kept all the same:
  // it may have been somebody's browser, and the operator finds it in the list.
  const isSuspicious = oneValue(fields, trapField) !== "";
  const saved = await constantTimeResponse(() =>
    signUp(
      installation,
      { kind: "visitor" },
      {
        name,
        email: parsed.data.email,
        redditUsername: reddit_username,
        subredditUrl: `https://www.reddit.com/r/${subreddit}`,
        at: now(),
        isSuspicious,
      },
    ),
  );
  if (saved !== "saved")
    logger.info("sign-up-repeated", told[saved], { subreddit, username: reddit_username });
  return { kind: saved === "duplicate" ? "duplicate" : "saved", subreddit };
}

const told = {
  duplicate: "A community was signed up once more by the same moderator",
  "other-email":
    "A community was signed up once more under the same username, but with another e-mail address; the first is kept",
} as const;
