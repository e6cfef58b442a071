import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** What a message of the bot is, told by its words alone, as people tell it. */
export type BotWord =
  | "invite"
  | "repeated-invite"
  | "reminder"
  | "final"
  | "answers"
  | "no-reason"
  | "pointer"
  | "auto-responder"
  | "unknown";

export interface ReadWord {
  readonly word: BotWord;
  /** Of the form link in it; `null` where there is none. */
  readonly token: string | null;
}

const publicTexts = ["invite", "repeated_invite", "reminder", "final"] as const;
const privateTexts = [
  "answers_note",
  "no_reason_note",
  "pointer_note",
  "auto_responder_note",
] as const;

const wordOf: Readonly<Record<string, BotWord>> = {
  invite: "invite",
  repeated_invite: "repeated-invite",
  reminder: "reminder",
  final: "final",
  answers_note: "answers",
  no_reason_note: "no-reason",
  pointer_note: "pointer",
  auto_responder_note: "auto-responder",
};

/**
 * A reader of the bot's messages.
 *
 * @param textsPath the texts in force, `conf/texts/en.yaml`
 */
export function createWordReader(
  textsPath: string,
): (body: string, isPrivate: boolean) => ReadWord {
  const texts = parse(readFileSync(textsPath, "utf8")) as Record<string, string>;
  const patternOf = (name: string) => ({ name, pattern: patternFor(texts[name] ?? "") });
  const readable = { public: publicTexts.map(patternOf), private: privateTexts.map(patternOf) };
  return (body, isPrivate) => {
    const found = readable[isPrivate ? "private" : "public"].find(({ pattern }) =>
      pattern.test(body),
    );
    const token = body.match(/\/form\/([A-Za-z0-9_-]{20,})/)?.[1] ?? null;
    if (found) return { word: wordOf[found.name] ?? "unknown", token };
    // Further parts of a long note have no heading; every line of a story's answers is marked.
    return { word: isPrivate && /story\d+form\d+/.test(body) ? "answers" : "unknown", token };
  };
}

/** A text with anything in the place of its placeholders; the answers follow their heading. */
function patternFor(text: string): RegExp {
  const parts = text.trim().split(/\{\{\w+\}\}/);
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join("[\\s\\S]*?")}`);
}
