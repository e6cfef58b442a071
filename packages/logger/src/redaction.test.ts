import { expect, test } from "vitest";
import { createRedactor } from "./redaction.ts";

const redact = createRedactor(["s3cret/value", "s3cret/value-and-more", "abc"]);

test.each([
  ["password is s3cret/value.", "password is [redacted]."],
  ["long: s3cret/value-and-more", "long: [redacted]"],
  ["encoded s3cret%2Fvalue", "encoded [redacted]"],
  [`base64 ${Buffer.from("s3cret/value").toString("base64")}`, "base64 [redacted]"],
  [
    "fill in https://site.example/form/aB3-_x?lang=en now",
    "fill in https://site.example/form/[redacted]?lang=en now",
  ],
  ["(/form/tok.en)", "(/form/[redacted])"],
  // As Reddit's editor and mail programs write it.
  ["at /form/aB3-\\_xY\\_z?x=1", "at /form/[redacted]?x=1"],
  ["at /form/aB3-/_xY/_z now", "at /form/[redacted] now"],
  ["at //FORM//aB3xYz", "at //FORM//[redacted]"],
  ["at /form/<aB3xYz>", "at /form/<[redacted]>"],
  ["at /form/(aB3xYz)", "at /form/([redacted])"],
  ["[form](https://site.example/form/abc123)", "[form](https://site.example/form/[redacted])"],
  ['{"Authorization":"Bearer eyJ.x.y"}', '{"Authorization":"[redacted]"}'],
  ["authorization: Basic Ym90OnB3", "authorization: [redacted]"],
  ["sent bearer 12345-abcdefgh", "sent bearer [redacted]"],
  ["postgres://bot:p@ss@db:5432/x", "postgres://bot:[redacted]@db:5432/x"],
  ["mongodb+srv://u:pw@c.example/?a=b", "mongodb+srv://u:[redacted]@c.example/?a=b"],
  [
    "https://hooks.slack.com/services/T0/B0/xyz failed",
    "https://hooks.slack.com/[redacted] failed",
  ],
  [
    "A pass failed: Failed query: insert\ninto x values ($1)\nparams: my words,\nof two lines",
    "A pass failed: Failed query: insert\ninto x values ($1)\nparams: [redacted]",
  ],
  [
    "Error: Failed query: select 1\nparams: my words\n    at run (x.ts:1:2)\n    at y",
    "Error: Failed query: select 1\nparams: [redacted]\n    at run (x.ts:1:2)\n    at y",
  ],
  ["grant?refresh_token=77-x&scope=*", "grant?refresh_token=[redacted]&scope=*"],
])("%s", (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  "the form is at https://site.example/form/",
  "I have basic understanding of the rules",
  "the bearer certificates are valid",
  "http://localhost:3000/path@mark",
  "abc is too short to be looked for",
  "write to someone@example.com",
])("leaves alone: %s", (text) => {
  expect(redact(text)).toBe(text);
});

test.each([
  ...["x", "x.", "a:", "a://", "a://b:", "bearer ", "bearer a", "/form/", "password=", "@"],
  ...["Failed query: ", "Failed query: \nparams: "],
])("a long text of %j takes no processor time to speak of", (part) => {
  const before = process.cpuUsage();
  redact(part.repeat(40_000 / part.length));
  const { user, system } = process.cpuUsage(before);
  // Where something is tried in every way there is, it takes minutes.
  expect(user + system).toBeLessThan(2_000_000);
});
