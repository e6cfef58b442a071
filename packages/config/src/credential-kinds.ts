import { z } from "zod";
import type { ValueKind } from "./value-kinds.ts";

/** What keeps a text from being an id, a secret or a token of Reddit's; quotes nothing of it. */
export function wrongCredential(text: string): string | undefined {
  const written = text.trim();
  if (/^["'`“”„‘’«»].*["'`“”„‘’«»]$/s.test(written))
    return "the quotes are a part of it here: leave them out";
  return /\s/.test(written) ? "it has a blank in it, and Reddit's have none" : undefined;
}

/** What keeps a text from being a password; quotes nothing of it. */
export function wrongPassword(text: string): string | undefined {
  return /[\r\n]/.test(text)
    ? "it has a line break in it, and none of Reddit's has: write it on one line, in YAML in quotes"
    : undefined;
}

/** An id, a secret or a token that Reddit has made. */
export function credential(): ValueKind<string> {
  return {
    schema: z
      .string()
      .trim()
      .min(1)
      .refine((value) => wrongCredential(value) === undefined),
    fromText: (value) => value,
    allowed: "text",
    isText: true,
    hint: hintFor(wrongCredential),
  };
}

/** Kept to the letter: a password may begin or end with a space. */
export function password(): ValueKind<string> {
  return {
    schema: z
      .string()
      .min(1)
      .refine((value) => wrongPassword(value) === undefined),
    fromText: (value) => value,
    allowed: "text",
    isText: true,
    hint: hintFor(wrongPassword),
  };
}

function hintFor(wrong: (text: string) => string | undefined) {
  return (value: unknown) => (typeof value === "string" ? wrong(value) : undefined);
}
