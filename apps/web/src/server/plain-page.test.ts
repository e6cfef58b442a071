import { join } from "node:path";
import { expect, test } from "vitest";
import { createPlainPages } from "./plain-page.ts";

const appDir = join(import.meta.dirname, "..", "..");
const messages = "https://www.reddit.com/message/messages";
const asked = { cookie: null, acceptLanguage: "de" };

test("a page that no framework renders says in its foot who runs the site", () => {
  const operator = {
    name: "Olive & friends",
    contact: "olive@example.org",
    source: "https://example.org/source?a=1&b=2",
  };
  const { body } = createPlainPages(appDir, { messages, operator })("failure", asked);
  expect(body).toContain("Olive &#38; friends");
  expect(body).toContain('href="mailto:olive@example.org"');
  expect(body).toContain('href="https://example.org/source?a=1&#38;b=2"');
});

test("nobody is named where the settings name nobody", () => {
  const { body } = createPlainPages(appDir, { messages, operator: {} })("failure", asked);
  expect(body).not.toMatch(/mailto:|\{name\}/);
});
