import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boldMarkdown, quoteMarkdown } from "../src/index.ts";
import {
  arbitraryAddress,
  arbitraryTypedText,
  destination,
  readBoldAsTyped,
  readQuoteAsTyped,
} from "../src/testing/markdown/index.ts";

/** Each property takes a second or two on a machine that does nothing else. */
const busyMachineMs = 60_000;

const read = (typed: string) => readQuoteAsTyped(quoteMarkdown(typed), typed);

describe("a stranger's text, quoted and shown by old and new Reddit", () => {
  it.each([
    ["two lines", "a\nb"],
    ["paragraphs", "a\n\nb\n\n\nc\n\n\n\n\nd"],
    ["a number at the start", "3. Be civil\n1) x\n2. y"],
    ["leading blanks after an empty line", "a\n\n    b\n\n\tc\n  d"],
    ["repeated blanks and tabs", "a  b   c\td \t e"],
    ["blanks at the ends of lines", "a  \nb \n \nc   \n\nd"],
    ["rules", "a\n- - -\n***\nb\n___\n* * *\n- - -"],
    ["underlined headings", "a\n===\nb\n---\nc\n=\nd\n-"],
    ["headings", "# a\n#1 b\n####### c\n# d #"],
    ["bullets", "- a\n* b\n+ c\n- [ ] d\n-\n*\n+"],
    ["quotes and spoilers", "> a\n>b\n>!c!<\na >!b!< c\n>>> d"],
    ["tables", "a|b\n-|-\nc|d\n\n| a | b |\n|:-|-:|\n\na\n:-\nb\n\n|\n:"],
    ["code", "```\na\n```\n~~~js\nb\n~~~\n`c` ``d``"],
    ["emphasis", "*a* _b_ **c** __d__ ***e*** ~~f~~ ~g~ snake_case_word a*b*c"],
    ["superscript", "^a ^(b c) d^e^f"],
    ["entities", "&amp; &lt;b&gt; &#42; &#x2a; &nbsp; &copy &; &a; R&D"],
    ["HTML", "<b>a</b> <br> <!-- b --> <script>c</script> </p> <?d?> <![CDATA[e]]>"],
    ["links with labels", "[here](//bad.example) [a][b] [c] ![d](e)\n\n[b]: /x\n[c]: /y"],
    ["footnotes", "a[^1]\n\n[^1]: b"],
    ["backslashes", "\\ \\\\ \\* a\\\nb\\"],
    [
      "names of redditors and communities",
      "u/name /u/name r/name /r/name éu/name your/name u/a_b_",
    ],
    ["mail addresses and hosts", "me@example.org mailto:me@example.org www.example.org .@.3."],
    ["other schemes", "javascript:alert(1) ftp://example.org steam://x git://a.b <data:x>"],
    ["emoji and marks of direction", "🌲👩‍🌾 \u202eabc\u202c שלום \u200fx\u200b"],
    ["a smiley", ":-) :-| ;-) <3 ^^ -.- o_O >:("],
    ["prices and numbers", "-5 +3 1.5 #3 3.\n2)\n$5 50%"],
  ])("reads as typed: %s", (_, typed) => {
    expect(read(typed).links).toEqual([]);
  });

  it.each([
    "https://example.org/~me/a",
    "https://example.org/Foo_(bar)",
    "https://example.org/Foo_(bar)_(baz)?a=1&b=2#c",
    "https://example.org/a*b*_c_~d~__e",
    "https://www.reddit.com/user/muddy_boots_",
    "https://www.reddit.com/r/name/comments/1abc/a_title/?context=3",
    "http://example.org/Let's_(dance)_'n'_sing",
    "HTTPS://Example.org/A",
    "https://example.org",
    "https://example.org/a;b,c:d@e!f$g=h+i",
    "https://de.wikipedia.org/wiki/Müller",
    "https://example.org/%7Ea%20b/u/name/r/name",
  ])("leads where it was typed: %s", (address) => {
    const around = [
      ["", ""],
      ["(", ")"],
      ["(see ", "), or"],
      ["<", ">"],
      ["*", "*"],
      ["**", "**"],
      ["~~", "~~"],
      ['"', '"'],
      ["'", "'."],
      ["“", "”."],
      ["[here](", ")"],
      ["a: ", ". B"],
      ["", "?!"],
      ["!", "!"],
      ["", "\nb"],
      ["u/name ", " r/name"],
    ];
    for (const [before, after] of around) {
      const { links } = read(`${before}${address}${after}`);
      expect(links.map(({ text }) => text)).toEqual([address]);
      expect(links.map(({ href }) => destination(href))).toEqual([destination(address)]);
    }
  });

  it.each([
    ["an address that no dialect keeps as it is", "https://example.org/a|b"],
    ["half an address", "https:// http://- https://."],
    ["one with an entity", "https://example.org/?a&amp;b"],
    ["a stray percent sign", "https://example.org/100%"],
    ["a name before the host", "https://example.org@bad.example/"],
    ["one in the middle of a word", "xhttps://example.org"],
    ["one that is too long to be one", `https://example.org/${"a".repeat(4000)}`],
  ])("is no link: %s", (_, typed) => {
    expect(read(typed).links).toEqual([]);
  });

  it(
    "reads as typed, whatever it is",
    () => {
      fc.assert(
        fc.property(arbitraryTypedText, (typed) => {
          read(typed);
        }),
        { numRuns: 2000 },
      );
    },
    busyMachineMs,
  );

  it(
    "reads as worded in bold letters, whatever it is",
    () => {
      fc.assert(
        fc.property(arbitraryTypedText, (typed) => readBoldAsTyped(boldMarkdown(typed), typed)),
        { numRuns: 1000 },
      );
    },
    busyMachineMs,
  );

  it(
    "leads to any address that was typed",
    () => {
      fc.assert(
        fc.property(arbitraryAddress, (address) => {
          const { links } = read(`Look: ${address} there`);
          expect(links.map(({ text }) => text)).toEqual([address]);
        }),
        { numRuns: 1000 },
      );
    },
    busyMachineMs,
  );
});
