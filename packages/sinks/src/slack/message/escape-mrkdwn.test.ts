import { expect, test } from "vitest";
import { escapeCode, escapeLine, escapeMrkdwn } from "./escape-mrkdwn.ts";

const room = 1_000;

test("what pings or links loses its meaning", () => {
  expect(escapeMrkdwn("<!channel> <http://evil|click> <@U1> a & b", room)).toBe(
    "&lt;!channel&gt; &lt;http://evil|click&gt; &lt;@U1&gt; a &amp; b",
  );
  expect(escapeMrkdwn("@here @Channel @everyone u@hereford", room)).toBe(
    "@\u200Bhere @\u200BChannel @\u200Beveryone u@hereford",
  );
});

test.each([
  ["*x*", "∗x∗"],
  ["a *bold* ~struck~ _slanted_ word", "a ∗bold∗ ∼struck∼ ˍslantedˍ word"],
  ["`code` and ```block```", "ˋcodeˋ and ˋˋˋblockˋˋˋ"],
  ["*_~both~_*", "∗ˍ∼both∼ˍ∗"],
  ["\u200B*x\u200B*", "\u200B∗x\u200B∗"],
  ["*o\0*ne*\u202E", "∗o∗ne∗"],
  [
    "muddy_boots and été_2026, set slack_hook_main",
    "muddy_boots and été_2026, set slack_hook_main",
  ],
  ["_muddy_boots_ __init__", "ˍmuddy_bootsˍ ˍˍinitˍˍ"],
])("a stranger's %j is not styled", (text, shown) => {
  expect(escapeMrkdwn(text, room)).toBe(shown);
  expect(escapeLine(text, room)).toBe(shown);
});

test("null bytes, marks of direction and halves of characters go, emoji and Arabic stay", () => {
  expect(escapeMrkdwn("a\0b\u202Ec\u2066d\uD83De 😀 👩‍👩‍👧 مرحبا", room)).toBe(
    "abcd\uFFFDe 😀 👩‍👩‍👧 مرحبا",
  );
});

test.each([
  ["<".repeat(40_000), 100],
  ["a&".repeat(5_000), 99],
  ["😀".repeat(400), 51],
  ["x".repeat(40_000), 3_000],
])("a long text is cut between entities and characters (%#)", (text, longest) => {
  const escaped = escapeMrkdwn(text, longest);
  expect(escaped.length).toBeLessThanOrEqual(longest);
  expect(escaped.length).toBeGreaterThan(longest - 7);
  expect(escaped).toMatch(/(^|[^&]|&(amp|lt|gt);)…$/);
  expect(escaped.replace(/&(amp|lt|gt);/g, "")).not.toContain("&");
  expect(escaped.isWellFormed()).toBe(true);
});

test("a text that just fits is left whole", () => {
  expect(escapeMrkdwn("abc", 3)).toBe("abc");
  expect(escapeMrkdwn("<", 4)).toBe("&lt;");
  expect(escapeMrkdwn("ab<", 5)).toBe("ab…");
});

test("nobody adds lines to our messages, or ends our code fence", () => {
  expect(escapeLine("one\n\n> two\r\nthree", room)).toBe("one &gt; two three");
  expect(escapeCode("a ``` b", room)).not.toContain("`");
  expect(escapeCode("at *new* __dirname <x>", room)).toBe("at *new* __dirname &lt;x&gt;");
});
