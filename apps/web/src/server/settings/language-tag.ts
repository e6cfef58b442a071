import { languageTagSchema } from "@appealmod/core";

/** Whether a part of an address is a language, as texts are kept under. */
export function isLanguageTag(written: string): boolean {
  return written.length <= 20 && languageTagSchema.safeParse(written).success;
}
