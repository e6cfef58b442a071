import { expect, test } from "vitest";
import { readHookAddress } from "../src/index.ts";

const slack = "https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnop";
const discord = "https://discord.com/api/webhooks/123456789012345678/abc-DEF_ghi";

test.each([
  [slack, "slack"],
  [` ${discord}\n`, "discord"],
  ["https://discordapp.com/api/v10/webhooks/1/x", "discord"],
])("%s is one of %s", (typed, kind) => {
  expect(readHookAddress(typed)).toEqual({ kind, address: typed.trim() });
});

test.each([
  "",
  "hooks.slack.com/services/T/B/x",
  slack.replace("https", "http"),
  slack.replace(".com", ".com:8443"),
  slack.replace("https://", "https://user:word@"),
  slack.replace("hooks.slack.com", "hooks.slack.com.example.org"),
  slack.replace("hooks.slack.com", "example.org"),
  "https://127.0.0.1/services/T/B/x",
  "https://[::1]/services/T/B/x",
  "https://169.254.169.254/latest/meta-data",
  "https://localhost/api/webhooks/1/x",
  "https://10.0.0.7/api/webhooks/1/x",
  "https://discord.com/api/webhooks/1/../../users/@me",
  "https://discord.com/login?to=/api/webhooks/1/x",
  `${discord}?wait=true`,
  `${discord}#x`,
  "javascript:alert(1)",
  `${slack}${"x".repeat(500)}`,
])("%s is the address of no webhook", (typed) => {
  expect(readHookAddress(typed)).toBeNull();
});
