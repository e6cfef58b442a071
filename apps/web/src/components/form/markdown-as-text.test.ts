import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdownAsText } from "./markdown-as-text.ts";

describe("a moderator's Markdown as plain text", () => {
  it.each([
    ["[Appeal here](https://x.y/z)", "Appeal here (https://x.y/z)"],
    [
      'Banned by a bot. [Appeal here](https://reddit.com/message/compose?to=/r/Bots&subject=u/ida "t")!',
      "Banned by a bot. Appeal here (https://reddit.com/message/compose?to=/r/Bots&subject=u/ida)!",
    ],
    ["[**Rule** 3](https://x.y/a_(b)_c)", "Rule 3 (https://x.y/a_(b)_c)"],
    [
      "Read [the rules](/r/name/wiki/rules)",
      "Read the rules (https://www.reddit.com/r/name/wiki/rules)",
    ],
    [
      "[a][1] and [b]\n\n[1]: https://x.y/1\n[b]: https://x.y/b",
      "a (https://x.y/1) and b (https://x.y/b)",
    ],
    ["[https://x.y/z](https://x.y/z) <https://x.y/a>", "https://x.y/z https://x.y/a"],
    ["[https://good.example](https://bad.example)", "https://good.example (https://bad.example)"],
    ["[x](javascript:alert(1)) [](https://x.y)", "x (javascript:alert(1)) https://x.y"],
    ["![cat](https://x.y/cat.png)", "cat (https://x.y/cat.png)"],
    ["https://x.y/~me/a_b_c www.x.y me@x.y", "https://x.y/~me/a_b_c www.x.y me@x.y"],
    ["**bold** _it_ ~~no~~ `code` ***both***", "bold it no code both"],
    ["1986\\. A \\*great\\* year \\[x\\]", "1986. A *great* year [x]"],
    ["Tom &amp; Jerry &gt; &#39;x&#39; &copy;", "Tom & Jerry > 'x' ©"],
    ["# Rule 2\n\n## No selling\ntext", "Rule 2\n\nNo selling\ntext"],
    ["Rule 2\n======\ntext", "Rule 2\ntext"],
    ["a\n\n***\n\nb", "a\n\n———\n\nb"],
    ["- one\n- **two**\n  - three\n\nend", "• one\n• two\n  • three\n\nend"],
    ["3. Be civil\n3. again\n\n4) x", "3. Be civil\n3. again\n\n4) x"],
    ["* a\n\n* b", "• a\n\n• b"],
    ["```\nlet a;\n\n**b**\n```", "let a;\n\n**b**"],
    ["a | b\n-|-\n**c** | d", "a | b\nc | d"],
    ["Hidden: >!the *end*!<", "Hidden: the end"],
    [">!all!<", "all"],
    ["line one\nline two  \nline three\\\nline four", "line one\nline two\nline three\nline four"],
    ["a\n\n\n\nb", "a\n\nb"],
    [
      '<b>no</b> <a href="https://x.y">x</a> <!-- y -->',
      '<b>no</b> <a href="https://x.y">x</a> <!-- y -->',
    ],
    [
      "snake_case 5 * 3 * 2 #1 rule -5 u/a_b_ {{form_link}} ^up",
      "snake_case 5 * 3 * 2 #1 rule -5 u/a_b_ {{form_link}} ^up",
    ],
    ["a[^1]\n\n[^1]: note", "a[^1]\n\n[^1]: note"],
    ["- [x] done", "• [x] done"],
    ["שלום 🌲 **ß**", "שלום 🌲 ß"],
    ["", ""],
    ["[]() ** __ ``", "** __ ``"],
  ])("%j", (markdown, text) => {
    expect(markdownAsText(markdown)).toBe(text);
  });

  it("leaves plain words as they are, and takes anything", () => {
    const word = fc
      .stringMatching(/^[A-Za-z0-9äé你]{1,8}[.,!?]?$/)
      .filter((text) => !/^\d+\.$/.test(text));
    const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
    const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n\n"));
    fc.assert(fc.property(text, (plain) => markdownAsText(plain) === plain));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'[]()*_`~#>-+|!<&;:\\ \nab1./"') }),
        (any) => {
          expect(typeof markdownAsText(any)).toBe("string");
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("takes as long as it must with a text that is all brackets", () => {
    const before = process.cpuUsage();
    for (const unit of ["[", "*a ", "`", "> ", "- ", "![", "|", "<a "])
      markdownAsText(unit.repeat(4000 / unit.length));
    const { user, system } = process.cpuUsage(before);
    // Where something is tried in every way there is, it takes minutes.
    expect(user + system).toBeLessThan(20_000_000);
  });
});
