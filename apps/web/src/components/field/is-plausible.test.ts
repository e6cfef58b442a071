import { describe, expect, test } from "vitest";
import { isPlausible, type WrittenAs } from "./is-plausible.ts";

/** Addresses that mail servers take, by the rule that allows them. */
const addresses = [
  "olive@example.org",
  "user@example.xn--p1ai",
  "user@xn--mnchen-3ya.de",
  "a&b@example.org",
  "user/dept@example.org",
  "user+tag@example.org",
  "o'neill@example.org",
  "!#$%&'*+-/=?^_`{|}~@example.org",
  "a.b.c@sub.sub.example.co.uk",
  "x@y.io",
  "1@2.org",
  "docomo..user.@example.jp",
  "jürgen@example.de",
  "user@münchen.de",
  "用户@例子.公司",
  "почта@пример.рф",
  "δοκιμή@παράδειγμα.ελ",
  "ايميل@مثال.إختبار",
  "उदाहरण@उदाहरण.भारत",
  "user@例子。公司",
  "کاربر@نامه\u200Cای.com",
  "user@my_host.example.org",
  '"olive,ranger"@example.org',
  '"a@b"@example.org',
  "user@[192.0.2.1]",
  "user@[IPv6:2001:db8::1]",
  `${"a".repeat(64)}@example.org`,
];

const noAddresses = [
  "olive",
  "olive(at)example.org",
  "@example.org",
  "olive@",
  "olive@example",
  "olive@.org",
  "olive@example.",
  "olive@exa mple.org",
  "olive ranger@example.org",
  "olive@example..org",
  "olive@-example.org",
  "olive@example-.org",
  "olive@1.2.3.4",
  "olive@example.123",
  "a@b@example.org",
  "olive@example.org, bob@example.org",
  "olive@example.org;bob@example.org",
  "Olive <olive@example.org>",
  "<script>@example.org",
  "olive@example.org\r\nBcc: bob@example.org",
  "olive\n@example.org",
  "olive\u0000@example.org",
  "olive\uD800@example.org",
  "olive@exam\u0085ple.org",
  "olive@example.org\u2028x",
  "olive@example.org/path",
  "olive@example.org:25",
  "olive@exam%70le.org",
  "olive@user:pass@example.org",
  "olive\\@example.org",
  '"olive@example.org',
  '"olive ranger"@example.org',
  '""@example.org',
  "user@[300.1]",
  "user@xn--.org",
  "\u200B@example.org",
  "\u3164@\u3164.\u3164",
  `${"a".repeat(65)}@example.org`,
  `olive@${"a".repeat(64)}.org`,
];

describe("an e-mail address", () => {
  test.each(addresses)("%j may be one", (written) => {
    expect(isPlausible("email", written)).toBe(true);
  });

  test.each(noAddresses)("%j is none", (written) => {
    expect(isPlausible("email", written)).toBe(false);
  });

  test.each([
    " olive@example.org ",
    "\u200Bolive@example.org\uFEFF",
    "olive@exam\u00ADple.org",
    "\u200Dolive\u200C@example.org\u200D",
    "<olive@example.org>",
    "mailto:olive@example.org?subject=Hello",
    "olive@example.org.",
    "(olive@example.org),",
    "“olive@example.org”",
  ])("%j is one with what was copied along", (written) => {
    expect(isPlausible("email", written)).toBe(true);
  });

  test("takes no time, whatever is written", () => {
    const before = process.cpuUsage();
    for (const part of ["a", "a@", "a.", '"', '\\"', "<", ".", "é"])
      isPlausible("email", part.repeat(100_000 / part.length));
    const { user, system } = process.cpuUsage(before);
    // Where something is tried in every way there is, it takes minutes.
    expect(user + system).toBeLessThan(2_000_000);
  });
});

describe("what shows nothing", () => {
  test.each<WrittenAs>(["name", "email", "redditor", "community"])("is no %s", (writtenAs) => {
    for (const text of ["", " ", "\u200B", "\u2800\u3164", "\u0301"])
      expect(isPlausible(writtenAs, text)).toBe(false);
  });
});

test.each<[WrittenAs, string, boolean]>([
  ["name", "Ö", true],
  ["name", "مریم\u200Cسادات", true],
  ["redditor", "u/pine\\_lake", true],
  ["redditor", "u/Foo.", true],
  ["redditor", "https://www.reddit.com/user/Foo", true],
  ["redditor", "https://example.org/", false],
  ["redditor", "two words", false],
  ["community", "<https://www.reddit.com/r/Foo/about>", true],
  ["community", "https://example.org/", false],
  ["community", "not a community", false],
])("as %s, %j is judged as the server judges it: %s", (writtenAs, written, isRight) => {
  expect(isPlausible(writtenAs, written)).toBe(isRight);
});
