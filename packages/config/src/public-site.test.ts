import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";
import { requirePublicSite, siteOutOfReach } from "./public-site.ts";

let rootDir: string;
beforeEach(() => {
  rootDir = mkdtempSync(join(tmpdir(), "appealmod-config-"));
});
afterEach(() => rmSync(rootDir, { recursive: true }));

const load = (webUrl: string | undefined, redditUrl?: string, more: Record<string, string> = {}) =>
  loadConfig({
    env: { APPEALMOD_WEB_URL: webUrl, APPEALMOD_REDDIT_URL: redditUrl, ...more },
    rootDir,
  });

test.each([
  undefined,
  "http://localhost:3000",
  "http://LOCALHOST",
  "https://appeals.localhost",
  "http://127.0.0.1:3000",
  "http://127.8.9.1",
  "http://[::1]:3000",
  "http://[::ffff:127.0.0.1]:3000",
  "http://0.0.0.0:3000",
  "http://[::]:3000",
  "http://2130706433",
  "http://localhost.:3000",
  "http://10.1.2.3",
  "http://172.20.0.4",
  "http://192.168.1.7:3000",
  "http://169.254.1.1",
  "http://[fd00::7]",
  "http://[fe80::7]",
  "http://web:3000",
  "http://printer.local",
  "http://site.internal",
])("at Reddit itself form links to %s lead nobody to the site", (webUrl) => {
  expect(siteOutOfReach(load(webUrl))).toMatch(/web_url.*APPEALMOD_WEB_URL/);
  expect(siteOutOfReach(load(webUrl, "https://reddit.example"))).not.toBeNull();
  const attempt = () => requirePublicSite(load(webUrl));
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(/web_url/);
});

test.each([
  "https://appeals.example",
  "https://appeals.example:8443",
  "https://203.0.113.9",
  "https://[2001:db8::1]",
  "https://localhost.example",
  "https://web.appeals.example.",
])("%s is somewhere on the internet", (webUrl) => {
  expect(siteOutOfReach(load(webUrl))).toBeNull();
  expect(() => requirePublicSite(load(webUrl))).not.toThrow();
});

test.each([
  "http://127.0.0.1:8080",
  "http://localhost:8080",
  "http://[::1]:8080",
  "http://simulator:8080",
  "http://192.168.1.7:8080",
])("with a test server at %s the site may be wherever it is", (redditUrl) => {
  expect(siteOutOfReach(load(undefined, redditUrl))).toBeNull();
  expect(() => requirePublicSite(load("http://127.0.0.1:3000", redditUrl))).not.toThrow();
});

test("a dry run sends no links: it is not refused, but told all the same", () => {
  const config = load(undefined, undefined, { APPEALMOD_DEBUG: "true" });
  expect(() => requirePublicSite(config)).not.toThrow();
  expect(siteOutOfReach(config)).not.toBeNull();
});
