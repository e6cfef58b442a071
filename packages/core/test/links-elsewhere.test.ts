import { linksElsewhere } from "@appealmod/core";
import { expect, it } from "vitest";

const site = "https://appeals.example:8443";
const elsewhere = (text: string) => linksElsewhere(text, site);

it.each([
  "No link at all, 3.5 of 4, e.g. this: that.",
  "https://www.reddit.com/r/hikers/wiki/rules.",
  "http://old.reddit.com/r/hikers, or https://redd.it/abc",
  "[the rules](https://reddit.com/r/hikers/wiki) and [here](/r/hikers/wiki/a_(b))",
  "[your form]({{form_link}}) or {{form_link}}",
  "(see https://appeals.example:8443/form)",
  "[rules]: https://www.reddit.com/r/hikers",
  "[a](https://www.reddit.com)[b](/r/hikers)",
  "[top](#top)",
  "u/name, r/hikers, and/or",
])("finds none in %j", (text) => {
  expect(elsewhere(text)).toEqual([]);
});

it.each([
  ["Look at https://evil.example/a.", "https://evil.example/a"],
  ["HTTPS://EVIL.example", "HTTPS://EVIL.example"],
  ["[here](https://evil.example)", "https://evil.example"],
  ["[here](<https://evil.example>)", "https://evil.example"],
  ["[here](//evil.example)", "//evil.example"],
  ["[here](/\\evil.example)", "/\\evil.example"],
  ["[here](https&#58;//evil.example)", "https&#58;//evil.example"],
  ["[here](javascript:alert)", "javascript:alert"],
  ["[here](data:text/html,x)", "data:text/html,x"],
  ["[here](mailto:a@evil.example)", "mailto:a@evil.example"],
  ["<steam:run>", "steam:run"],
  ["write to a@evil.example", "a@evil.example"],
  ["www.evil.example", "www.evil.example"],
  ["https://reddit.com.evil.example/", "https://reddit.com.evil.example/"],
  ["https://notreddit.com", "https://notreddit.com"],
  ["https://www.reddit.com@evil.example", "https://www.reddit.com@evil.example"],
  ["https://www.reddit.com\\@evil.example", "https://www.reddit.com\\@evil.example"],
  ["https://www.reddit.com)@evil.example/x", "https://www.reddit.com"],
  ["[a](https://www.reddit.com)[b](https://evil.example)", "https://evil.example"],
  ["https://appeals.example/form", "https://appeals.example/form"],
  ["ftp://reddit.com/x", "ftp://reddit.com/x"],
  ["[a][b]\n\n[b]: //evil.example", "//evil.example"],
  ["> [b]: evil.example", "evil.example"],
])("finds where %j leads", (text, address) => {
  expect(elsewhere(text)).toContain(address);
});

it("knows no site of its own unless it is told", () => {
  expect(linksElsewhere("https://appeals.example")).toEqual(["https://appeals.example"]);
});

it("takes no longer for a text that is long", () => {
  const before = process.cpuUsage();
  elsewhere(`${"[".repeat(4000)}${"](".repeat(2000)}${"a@".repeat(2000)}${"w.".repeat(2000)}`);
  elsewhere(`${"[a".repeat(2000)}\n${"a".repeat(8000)}`);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
});
