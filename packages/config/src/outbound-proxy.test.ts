import { expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";
import { outboundProxy } from "./outbound-proxy.ts";

const settings = (env: Record<string, string> = {}) =>
  loadConfig({ env, rootDir: import.meta.dirname });
const read = (variables: Record<string, string>, env?: Record<string, string>) =>
  outboundProxy(settings(env), variables);

test("without a variable there is no proxy", () => {
  expect(read({})).toBeNull();
  expect(read({ HTTPS_PROXY: " ", NO_PROXY: "*" })).toBeNull();
});

test.each([
  [{ HTTPS_PROXY: "http://proxy:3128" }, { https_proxy: "http://proxy:3128/" }],
  [{ HTTPS_PROXY: "proxy.internal:3128" }, { https_proxy: "http://proxy.internal:3128/" }],
  [{ HTTPS_PROXY: "http://a:1", https_proxy: "http://b:2" }, { https_proxy: "http://b:2/" }],
  [{ HTTP_PROXY: "http://a:1" }, { http_proxy: "http://a:1/" }],
  [{ ALL_PROXY: "http://a:1" }, { http_proxy: "http://a:1/", https_proxy: "http://a:1/" }],
  [
    { ALL_PROXY: "socks5://desktop:1080", HTTPS_PROXY: "http://a:1" },
    { https_proxy: "http://a:1/" },
  ],
])("%j names %j", (variables, environment) => {
  expect(read(variables)?.environment).toEqual({
    ...environment,
    no_proxy: "localhost,.localhost,127.0.0.1,::1,[::1]",
  });
});

test("ALL_PROXY for SOCKS alone is for others", () => {
  expect(read({ ALL_PROXY: "socks5h://desktop:1080" })).toBeNull();
});

test("what lies on this machine is never asked through it, nor what NO_PROXY names", () => {
  const proxy = read(
    { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "slack.internal" },
    {
      APPEALMOD_REDDIT_URL: "http://127.0.0.7:8080",
      APPEALMOD_SLACK_HOOK_MAIN: "http://slack.internal/a",
      APPEALMOD_ALLOW_INSECURE_HTTP: "true",
    },
  );
  expect(proxy?.environment.no_proxy.split(",")).toEqual([
    "slack.internal",
    ...["localhost", ".localhost", "127.0.0.1", "::1", "[::1]", "127.0.0.7"],
  ]);
});

test("it is told what goes through it and what does not, without its password", () => {
  const variables = { HTTPS_PROXY: "http://me:hush%21@proxy:3128" };
  const proxy = read(variables);
  expect(proxy?.summary).toBe(
    "Reddit and Slack are asked through the proxy proxy:3128 (HTTPS_PROXY); Postgres is reached directly.",
  );
  const mongo = { APPEALMOD_DB_CONNECTION_STRING: "mongodb://db/appealmod" };
  expect(read(variables, mongo)?.summary).toContain("and so is MongoDB");
});

test.each(["socks5://hush:1080", "http://", "http://hush:99999", "ftp://hush"])(
  "%s is refused, unsaid",
  (address) => {
    const attempt = () => read({ https_proxy: address });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(/https_proxy \(the environment\) is no address of a proxy.*allowed/);
    expect(attempt).not.toThrow("hush");
  },
);

test("the site asks Reddit alone, by the same proxy", () => {
  const proxy = outboundProxy({ redditUrl: undefined }, { HTTPS_PROXY: "http://proxy:3128" });
  expect(proxy?.environment.https_proxy).toBe("http://proxy:3128/");
  expect(proxy?.summary).toBe(
    "Reddit is asked through the proxy proxy:3128 (HTTPS_PROXY); Postgres is reached directly.",
  );
});
