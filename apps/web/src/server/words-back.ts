import { escapeHtml } from "./escape-html.ts";
import type { PostedFields } from "./posted-fields.ts";

/** Answers under their questions, in a language. */
export type LabelledWords = (
  language: string,
) => readonly { readonly label: string; readonly text: string }[];

/** What was written and goes nowhere. */
export interface WordsBack {
  readonly words: readonly string[];
  /** The same under the questions, where they are known. */
  readonly labelled?: LabelledWords | null;
  /** A post that brings them where they belong, for a button. */
  readonly again?: {
    readonly action: string;
    /** The site's right address, where the post goes there from another one. */
    readonly host?: string;
    readonly fields: PostedFields;
  };
}

/** What the page says beside the words. */
export interface WordsBackTexts {
  readonly yours: string;
  readonly again: string;
  /** With `{host}` in them. */
  readonly carry: string;
  readonly carryHint: string;
}

/** Fields to copy from, and a button to post them anew, as HTML; empty where nothing was written. */
export function wordsBack(back: WordsBack, texts: WordsBackTexts, language: string): string {
  if (back.words.length === 0) return "";
  const { again } = back;
  const shown = back.labelled?.(language) ?? [];
  const fields =
    shown.length === 0
      ? textArea("yours", texts.yours, back.words.join("\n\n"))
      : `<p>${texts.yours}</p>${shown.map(({ label, text }, index) => textArea(`yours-${index}`, label, text)).join("")}`;
  if (!again) return fields;
  const inHost = (text: string) => text.replaceAll("{host}", escapeHtml(again.host ?? ""));
  return `<form method="post" action="${escapeHtml(again.action)}">
${again.host === undefined ? "" : `<p>${inHost(texts.carryHint)}</p>`}
${hiddenFields(again.fields)}<p><button class="button" type="submit">${again.host === undefined ? texts.again : inHost(texts.carry)}</button></p>
${fields}
</form>`;
}

/** A parser takes the first line end in a text area away. */
function textArea(id: string, label: string, text: string): string {
  const rows = Math.min(12, text.split("\n").length + 2);
  return `<div class="field"><label for="${id}">${escapeHtml(label)}</label>
<textarea id="${id}" readonly rows="${rows}">\n${escapeHtml(text)}</textarea></div>`;
}

function hiddenFields(fields: PostedFields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">\n`,
    )
    .join("");
}
