import { z } from "zod";

/**
 * A refused sign-up on its way back into the form: it travels in a cookie of five minutes
 * that only this page gets, so that nothing half-written is stored on the server.
 */
export const flashCookie = "sign-up";

const flashSchema = z.object({
  written: z.record(z.string(), z.string()),
  problems: z.record(z.string(), z.string()),
});

export type SignUpFlash = z.infer<typeof flashSchema>;

export function writeFlash(flash: SignUpFlash, isSecure: boolean): string {
  const whole = encodeURIComponent(JSON.stringify(flash));
  // Browsers drop cookies over 4096 bytes: then better the problems alone than nothing.
  const value =
    whole.length < 3500 ? whole : encodeURIComponent(JSON.stringify({ ...flash, written: {} }));
  return `${flashCookie}=${value}; Path=/sign-up; Max-Age=300; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

export const forgetFlash = `${flashCookie}=; Path=/sign-up; Max-Age=0; HttpOnly; SameSite=Lax`;

/** What the cookie holds; `null` when there is none, or somebody has written another. */
export function readFlash(value: string | undefined): SignUpFlash | null {
  if (value === undefined) return null;
  try {
    return flashSchema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
