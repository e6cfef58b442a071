import { z } from "zod";
import { cookieIn } from "./session-cookie.ts";

/**
 * Forms whose words travel in a cookie of five minutes that only their own page gets, so that
 * nothing half-written is stored on the server, and nothing written stands in an address.
 */
const pages = {
  "sign-up": { path: "/sign-up", cookie: "sign-up" },
  "lost-link": { path: "/form", cookie: "lost-link" },
} as const;

export type KeepingPage = keyof typeof pages;

const keptSchema = z.object({
  written: z.record(z.string(), z.string()),
  problems: z.record(z.string(), z.string()),
});

/** What was written into a form, and what is wrong with it, by field. */
export type FlashFields = z.infer<typeof keptSchema>;

export const nothingKept: FlashFields = { written: {}, problems: {} };

/** The header that has a browser bring a form's words along to its page. */
export function keepFields(page: KeepingPage, kept: FlashFields, isSecure: boolean): string {
  const { cookie, path } = pages[page];
  const whole = encodeURIComponent(JSON.stringify(kept));
  // Browsers drop cookies over 4096 bytes: then better the problems alone than nothing.
  const value =
    whole.length < 3500 ? whole : encodeURIComponent(JSON.stringify({ ...kept, written: {} }));
  return `${cookie}=${value}; Path=${path}; Max-Age=300; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

/** The header that has a browser forget them. */
export function forgetFields(page: KeepingPage): string {
  const { cookie, path } = pages[page];
  return `${cookie}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax`;
}

/** What a browser brought; nothing when there is none, or somebody has written another. */
export function flashFields(page: KeepingPage, cookie: string | undefined): FlashFields {
  const value = cookieIn(cookie ?? null, pages[page].cookie);
  if (value === null) return nothingKept;
  try {
    return keptSchema.parse(JSON.parse(decodeURIComponent(value)));
  } catch {
    return nothingKept;
  }
}
