import { boldMarkdown, quoteMarkdown } from "@appealmod/core";
import {
  arbitraryTypedText,
  readBoldAsTyped,
  readQuoteAsTyped,
} from "@appealmod/core/testing/markdown";
import { eachCase } from "../each-case.ts";
import type { Target } from "../target.ts";

/** Random texts as answers and as questions of a note: old and new Reddit show them as typed. */
export const fuzzMarkdown: Target = (asked) => eachCase(asked, arbitraryTypedText, show);

function show(typed: string): string {
  const { links } = readQuoteAsTyped(quoteMarkdown(typed), typed);
  readBoldAsTyped(boldMarkdown(typed), typed);
  return `${links.length > 0 ? "with an address" : "no address"} ${shapeOf(typed)}`;
}

function shapeOf(typed: string): string {
  if (/\n{3}/.test(typed)) return "with several empty lines";
  if (/\n\n/.test(typed)) return "in paragraphs";
  return typed.includes("\n") ? "in lines" : "on one line";
}
