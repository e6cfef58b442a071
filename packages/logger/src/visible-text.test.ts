import { expect, test } from "vitest";
import { visibleText } from "./visible-text.ts";

test.each([
  ["two\nlines\r\n", "two\\nlines\\r\\n"],
  ["null\u0000byte", "null\\u0000byte"],
  ["\u001b[31mred", "\\u001b[31mred"],
  ["\u009b2Jclear", "\\u009b2Jclear"],
  ["sepa\u2028rator", "sepa\\u2028rator"],
  ["\u202eturned", "\\u202eturned"],
  ["broken \ud800 half", "broken \ufffd half"],
  ["Ünïcödé 👍🏽 عربى", "Ünïcödé 👍🏽 عربى"],
])("%j", (text, expected) => {
  expect(visibleText(text)).toBe(expected);
});

test("breaks may stay where they are written as JSON", () => {
  expect(visibleText("a\n\tb\r\u0000", true)).toBe("a\n\tb\\r\\u0000");
});
