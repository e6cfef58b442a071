import { startForwardProxy } from "@appealmod/reddit/testing";
import { startSlackSink } from "@appealmod/sinks/testing";
import { expect, onTestFinished, test } from "vitest";
import { runBot } from "./bot-process.ts";
import { openStage } from "./stage.ts";

const renamed = (address: string, hostname: string) => {
  const url = new URL(address);
  url.hostname = hostname;
  return url.href;
};

test("Reddit and Slack are asked through the proxy that the environment names, and it is told", async () => {
  const stage = await openStage();
  const sink = await startSlackSink();
  const proxy = await startForwardProxy();
  onTestFinished(() => Promise.all([sink.close(), proxy.close()]).then(() => {}));
  const ended = await runBot(["recent"], {
    ...stage.env,
    APPEALMOD_REDDIT_URL: renamed(stage.reddit.url, "reddit.test"),
    APPEALMOD_SLACK_HOOK_LOGGING: renamed(sink.hookUrl("logging"), "slack.test"),
    APPEALMOD_CLIENT_SECRET: "another-app-secret",
    APPEALMOD_ALLOW_INSECURE_HTTP: "true",
    HTTP_PROXY: `http://me:proxy-password@127.0.0.1:${proxy.port}`,
  });
  // Whoever tells that the secret is wrong is the Reddit behind the proxy.
  expect(ended.stderr).toContain("the app's credentials are wrong");
  expect(new Set(proxy.asked)).toEqual(
    new Set([
      `reddit.test:${new URL(stage.reddit.url).port}`,
      expect.stringMatching(/^slack.test:/),
    ]),
  );
  expect(sink.taken("logging").length).toBeGreaterThan(0);
  const told = ended.events.find(({ event }) => event === "proxy-used");
  expect(told?.message).toContain(`through the proxy 127.0.0.1:${proxy.port} (HTTP_PROXY)`);
  expect(ended.stdout + ended.stderr).not.toContain("proxy-password");
});

test("a pass is complete through the proxy, and what is on this machine is asked directly", async () => {
  const stage = await openStage();
  const proxy = await startForwardProxy();
  onTestFinished(() => proxy.close());
  const named = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "elsewhere.test" };
  const through = { APPEALMOD_REDDIT_URL: renamed(stage.reddit.url, "reddit.test") };
  const args = ["recent", "--once"];
  expect(await runBot(args, { ...stage.env, ...named, ...through })).toMatchObject({ code: 0 });
  expect(proxy.asked.length).toBeGreaterThan(0);
  const asked = proxy.asked.length;
  expect(await runBot(args, { ...stage.env, ...named })).toMatchObject({ code: 0 });
  expect(proxy.asked).toHaveLength(asked);
});

test("Reddit itself is asked through HTTPS_PROXY; a refusal there is told, with the cure", async () => {
  const stage = await openStage();
  const proxy = await startForwardProxy(407);
  onTestFinished(() => proxy.close());
  const { APPEALMOD_REDDIT_URL: _, ...env } = stage.env;
  const ended = await runBot(["recent", "--once"], {
    ...env,
    APPEALMOD_WEB_URL: "https://appeals.example.org",
    HTTPS_PROXY: `127.0.0.1:${proxy.port}`,
  });
  expect(new Set(proxy.asked)).toEqual(new Set(["www.reddit.com:443"]));
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/the proxy refuses .* \(407\).*HTTPS_PROXY=http:\/\/user:/);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
});

test("a proxy that is no address ends the start, with its variable", async () => {
  const stage = await openStage();
  const settings = { ...stage.env, https_proxy: "socks5://me:proxy-password@127.0.0.1:1080" };
  const ended = await runBot(["recent", "--once"], settings);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain("https_proxy (the environment) is no address of a proxy");
  expect(ended.stderr).not.toContain("proxy-password");
});
