import fc from "fast-check";
import { cleanText } from "../../questions/answers.ts";

const marks = [..."\\`*_{}[]()#+-.!:|&<>/^~=\"'$%,;?@"];
const blanks = [" ", " ", "  ", "    ", "\t", "\n", "\n", "\n\n", "\n\n\n", "\u00a0", "\u2028"];
const words = [
  "a",
  "B",
  "0",
  "7",
  "x1",
  "é",
  "ß",
  "你",
  "🌲",
  "👩‍🌾",
  "\u200f",
  "\u202e",
  "\u200b",
  "שלום",
];

/** What begins something in one of the dialects, or looks as if it did. */
const constructs = [
  ...[
    "3. ",
    "3) ",
    "12345678901. ",
    "- ",
    "* ",
    "+ ",
    "- [ ] ",
    "# ",
    "####### ",
    "> ",
    ">!",
    "!<",
  ],
  ...["- - -", "***", "___", "===", "---", "=", ":-", "-|-", "|-|:-:|", "a|b", "| a | b |"],
  ...["```", "~~~", "``", "~~", "**", "__", "^(", "[a](b)", "[a]", "[a]: /b", "[^1]", "![a](b)"],
  ...[
    "&amp;",
    "&#42;",
    "&#x2a;",
    "&nbsp;",
    "&copy",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<?",
    "<a href='b'>",
  ],
  ...["u/name", "/u/name", "r/name", "/r/name", "éu/name", "me@example.org", "www.example.org"],
  ...["mailto:me@example.org", "ftp://example.org", "javascript:alert(1)", "[x](javascript:x)"],
  ...[
    "http://",
    "https://",
    "HTTPS://Example.org/A",
    "https://example.org",
    "https://example.org/~me/a",
  ],
  ...["https://example.org/Foo_(bar)", "https://example.org/a*b*", "https://example.org/it's"],
  ...["https://example.org/?a=1&b=2#c", "https://example.org/a|b", "https://example.org/Müller"],
  ...["https://example.org/%7Ea%20b", "https://example.org/%zz", "https://[::1]/", "<https://a.b>"],
];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...marks) },
  { weight: 3, arbitrary: fc.constantFrom(...blanks) },
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 4, arbitrary: fc.constantFrom(...constructs) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
);

/** What somebody may have typed, as the form keeps it; most of it means something to Markdown. */
export const arbitraryTypedText: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 24 })
  .map((pieces) => cleanText(pieces.join("")))
  .filter((text) => text !== "");

const addressCharacters = [..."abcXYZ019-._~!$&()*+,;=:@/?#", "%2F", "%20", "é", "你", "'"];

/** An address with its path, as browsers hand it over to be pasted. */
export const arbitraryAddress: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("https://", "http://"),
    fc.constantFrom("example.org", "a.example.co.uk", "localhost:3000", "203.0.113.8"),
    fc.array(fc.constantFrom(...addressCharacters), { maxLength: 20 }),
    // What may end a sentence is not taken for a part of the address.
    fc.constantFrom("a", "0", "/", "_", "*", "~", "-", "(a)", "é"),
  )
  .map(([scheme, host, path, end]) => `${scheme}${host}/${path.join("")}${end}`)
  // One that closes what it did not open leaves that to the text around it.
  .filter((address) => !/&#?\w+;/.test(address) && isBalanced(address));

function isBalanced(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === "(") open += 1;
    if (character === ")") open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}
