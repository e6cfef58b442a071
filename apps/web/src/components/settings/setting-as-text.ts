import { communitySettingsSchema } from "@appealmod/core";

/** A setting's value as lines to read and compare. */
export function settingAsText(key: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (key === "savedReplies") {
    const replies = communitySettingsSchema.shape.savedReplies.parse(value);
    return replies
      .map(({ title, language, suits, text }) => `${title} (${language}, ${suits})\n${text}`)
      .join("\n\n");
  }
  if (key === "decisionRules") {
    const rules = communitySettingsSchema.shape.decisionRules.parse(value);
    return Object.entries(rules)
      .map(([rule, one]) => `${rule}: ${Array.isArray(one) ? one.join(", ") || "-" : yesOrNo(one)}`)
      .join("\n");
  }
  if (Array.isArray(value)) return value.join("\n");
  return yesOrNo(value);
}

function yesOrNo(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}
