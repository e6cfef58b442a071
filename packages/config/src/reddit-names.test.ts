import fc from "fast-check";
import { expect, test } from "vitest";
import { redditorName, subredditName } from "./reddit-names.ts";

test("a subreddit's name survives every way of writing it", () => {
  const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_]{1,20}$/);
  const wrap = fc.constantFrom(
    (n: string) => n,
    (n: string) => `r/${n}`,
    (n: string) => `/r/${n}`,
    (n: string) => `/r/${n}/`,
    (n: string) => ` R/${n} `,
    (n: string) => `https://www.reddit.com/r/${n}`,
    (n: string) => `https://old.reddit.com/r/${n}/about/?x=1`,
    (n: string) => `reddit.com/r/${n}/`,
  );
  fc.assert(
    fc.property(name, wrap, (bare, dress) => {
      expect(subredditName(dress(bare))).toBe(bare);
    }),
  );
});

test.each([
  "",
  "a",
  "two words",
  "r/",
  "r/a/b",
  "x".repeat(22),
  "https://example.com/r/Foo",
  "u/Foo",
])("%j is no subreddit", (written) => {
  expect(subredditName(written)).toBeUndefined();
});

test.each([
  ["Foo-Bar_1", "Foo-Bar_1"],
  ["u/Foo", "Foo"],
  ["/user/Foo/", "Foo"],
  ["https://www.reddit.com/user/Foo/comments", "Foo"],
])("%s is the redditor %s", (written, name) => {
  expect(redditorName(written)).toBe(name);
});

test.each(["", "two words", "u/", "r/Foo", "x".repeat(21)])("%j is no redditor", (written) => {
  expect(redditorName(written)).toBeUndefined();
});

test("a user's own page is a community", () => {
  expect(subredditName("r/u_someone-else")).toBe("u_someone-else");
});

test.each([
  ["u/pine\\_lake", "pine_lake"],
  ["\u200Bu/Foo\uFEFF", "Foo"],
  ["u/F\u00ADoo\u2060", "Foo"],
  ["\u2800Foo\u3164", "Foo"],
  ["u/Foo.", "Foo"],
  ["(u/Foo),", "Foo"],
  ["“u/Foo”", "Foo"],
  ["«\u00A0Foo\u00A0»", "Foo"],
  ["**u/Foo**", "Foo"],
  ["@Foo", "Foo"],
  ["<https://www.reddit.com/user/Foo>", "Foo"],
  ["https://www.reddit.com/user/Foo).", "Foo"],
  ["u/-dashing-", "-dashing-"],
  ["u/__Foo__", "__Foo__"],
])("%j, with what was copied along, is the redditor %s", (written, name) => {
  expect(redditorName(written)).toBe(name);
});

test.each([
  ["<https://www.reddit.com/r/Foo/>", "Foo"],
  ["r/Foo\\_bar!", "Foo_bar"],
  ["\u200Br/Foo/\u200B", "Foo"],
  ["「r/Foo」", "Foo"],
])("%j, with what was copied along, is the community %s", (written, name) => {
  expect(subredditName(written)).toBe(name);
});

test.each([
  "<script>",
  "</script>",
  "<b>.",
  "\u200B",
  "\u3164\u3164",
  "...",
  "u/\u200B\u200B",
  "u/fo\u00F6bar",
  "u/F\u0301oo",
])("%j is nobody's name", (written) => {
  expect(redditorName(written)).toBeUndefined();
});
