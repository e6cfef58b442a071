import { z } from "zod";
import { showsNothing, showsNothingOnReddit } from "./visible-characters.ts";

/** The texts that the bot writes, by the part that they play. */
export const textNames = [
  "invite",
  "repeated_invite",
  "reminder",
  "final",
  "answers_note",
  "no_reason_note",
  "pointer_note",
  "auto_responder_note",
] as const;

export type TextName = (typeof textNames)[number];

/**
 * Texts that a community may write for its appellants' pages on the site. The site has words of
 * its own in each language where a community has none.
 *
 * - `appeal_again`: whether and when the community looks at another appeal.
 */
export const pageTextNames = ["appeal_again"] as const;

export type PageTextName = (typeof pageTextNames)[number];

/** The words that may stand in a text between double braces. */
export const placeholders = [
  "form_link",
  "username",
  "subreddit",
  "cutoff_days",
  "conversation_link",
  "account",
  "rule",
  "may_appeal_again",
  "minutes",
  "open_until",
] as const;

export type Placeholder = (typeof placeholders)[number];

export interface PlaceholderRule {
  readonly needs: readonly Placeholder[];
  readonly allows: readonly Placeholder[];
}

const anybody = ["username", "subreddit", "cutoff_days"] as const;

/** Which placeholders each text must have and may have. */
export const textRules: Readonly<Record<TextName | PageTextName, PlaceholderRule>> = {
  invite: {
    needs: ["form_link"],
    allows: ["form_link", ...anybody, "minutes", "open_until"],
  },
  repeated_invite: { needs: ["form_link"], allows: ["form_link", ...anybody, "minutes"] },
  reminder: { needs: ["form_link"], allows: ["form_link", ...anybody, "minutes"] },
  final: { needs: [], allows: anybody },
  answers_note: { needs: [], allows: anybody },
  no_reason_note: { needs: [], allows: anybody },
  pointer_note: { needs: ["conversation_link"], allows: ["conversation_link", ...anybody] },
  auto_responder_note: { needs: ["account"], allows: ["account", "subreddit"] },
  appeal_again: { needs: [], allows: ["username", "subreddit"] },
};

/** The longest text that Reddit takes in a modmail message is 10,000 characters; this leaves room for what is filled in. */
const longestText = 8000;

/** A text on a page stands among others, and is read on a phone. */
const longestPageText = 2000;

function checkedText(name: TextName | PageTextName, longest = longestText): z.ZodType<string> {
  // Words for a page are shown as they are, and Reddit renders all others.
  const isEmpty = name === "appeal_again" ? showsNothing : showsNothingOnReddit;
  return z
    .string()
    .trim()
    .refine((text) => !isEmpty(text), { error: "the text is empty", abort: true })
    .max(longest, `the text is over ${longest} characters`)
    .superRefine((text, context) => {
      for (const problem of textProblems(name, text))
        context.addIssue({ code: "custom", message: problem });
    });
}

/** What is wrong with a text's placeholders, in words for whoever edits it; empty when nothing is. */
export function textProblems(name: TextName | PageTextName, text: string): readonly string[] {
  return placeholderProblems(textRules[name], text);
}

/** The same for any text that placeholders stand in. */
export function placeholderProblems(
  { needs, allows }: PlaceholderRule,
  text: string,
): readonly string[] {
  const named = placeholdersIn(text);
  const missing = needs
    .filter((placeholder) => !named.includes(placeholder))
    .map((placeholder) => `{{${placeholder}}} is missing: this text needs it`);
  const unknown = named
    .filter((word) => !(allows as readonly string[]).includes(word))
    .map(
      (word) =>
        `{{${word}}} does not exist here; allowed: ${allows.map((one) => `{{${one}}}`).join(", ")}`,
    );
  return [...missing, ...unknown];
}

/**
 * What stands between double braces. Blanks are trimmed afterwards: a pattern that skips them
 * itself takes minutes over a page of them.
 */
export const placeholderPattern = /\{\{([^{}]*)\}\}/g;

/** Their words, without the braces. */
export function placeholdersIn(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(placeholderPattern)].map((match) => match[1]?.trim() ?? "")),
  ];
}

/** All texts of one language. A text that lacks a placeholder or invents one is refused. */
export const textSetSchema = z.strictObject({
  invite: checkedText("invite"),
  repeated_invite: checkedText("repeated_invite"),
  reminder: checkedText("reminder"),
  final: checkedText("final"),
  answers_note: checkedText("answers_note"),
  no_reason_note: checkedText("no_reason_note"),
  pointer_note: checkedText("pointer_note"),
  auto_responder_note: checkedText("auto_responder_note"),
});

export type TextSet = z.infer<typeof textSetSchema>;

const { shape } = textSetSchema;

/** What a community words in its own way, in one language: as many of the texts as it likes. */
export const communityTextsSchema = z.strictObject({
  invite: shape.invite.exactOptional(),
  repeated_invite: shape.repeated_invite.exactOptional(),
  reminder: shape.reminder.exactOptional(),
  final: shape.final.exactOptional(),
  answers_note: shape.answers_note.exactOptional(),
  no_reason_note: shape.no_reason_note.exactOptional(),
  pointer_note: shape.pointer_note.exactOptional(),
  auto_responder_note: shape.auto_responder_note.exactOptional(),
  appeal_again: checkedText("appeal_again", longestPageText).exactOptional(),
} satisfies Record<TextName | PageTextName, z.ZodType>);

/** How a community's own wordings are stored, by language. A text that there is no more is left out. */
export const storedCommunityTextsSchema = z.record(
  z.string(),
  z.object(communityTextsSchema.shape),
);

export type CommunityTexts = Readonly<z.infer<typeof communityTextsSchema>>;

/** Fills a text with values as they are: for a page, which shows plain text. */
export function fillText(
  text: string,
  values: Readonly<Partial<Record<Placeholder, string>>>,
): string {
  const known = new Map<string, string>(Object.entries(values));
  return text.replace(placeholderPattern, (whole, word: string) => known.get(word.trim()) ?? whole);
}
