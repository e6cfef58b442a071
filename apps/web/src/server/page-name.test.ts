import { expect, test } from "vitest";
import { pageName } from "./page-name.ts";

test.each([
  ["/", "landing"],
  ["/?language=de", "landing"],
  ["/sign-up?check=1", "sign-up"],
  ["/form?sent=1", "lost-link"],
  ["/form/", "lost-link"],
  ["/privacy", "privacy"],
  ["/form/s3cret-t0ken?review=1", "appeal-form"],
  ["/FORM/s3cret-t0ken", "appeal-form"],
  ["/form/[token]/submit", "appeal-form"],
  ["/_next/static/a.js", "asset"],
  ["/wp-admin", "unknown"],
  [undefined, "unknown"],
])("%s is called %s", (url, name) => {
  expect(pageName(url)).toBe(name);
});
