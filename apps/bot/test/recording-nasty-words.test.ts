import { startSlackSink } from "@appealmod/sinks/testing";
import { expect, onTestFinished, test } from "vitest";
import { meet } from "./appellant.ts";
import { archived } from "./archived.ts";
import { distortReddit } from "./distorting-reddit.ts";
import { openStage } from "./stage.ts";

/** Reddit allows neither; whatever it shows one day, nobody may be pinged or led astray. */
const name = "<!channel>|<http://evil.example|click>";
const words = `<!channel> <!here> @everyone <http://evil.example|click> \u202Ereversed\u202C \u200F \0 \uD83D ${"0123456789".repeat(4_000)}`;
const stored = words.replaceAll("\0", "\uFFFD").replaceAll("\uD83D", "\uFFFD");

test("a redditor named and writing to break things leaves Slack messages and documents intact", async () => {
  const stage = await openStage();
  const sink = await startSlackSink();
  onTestFinished(() => sink.close());
  const redditUrl = await distortReddit(
    stage.reddit.url,
    { "Placeholder-Name": name, "a placeholder for words": words },
    onTestFinished,
  );
  const settings = {
    APPEALMOD_REDDIT_URL: redditUrl,
    APPEALMOD_SLACK_HOOK_MAIN: sink.hookUrl("main"),
    APPEALMOD_SLACK_HOOK_STEPS: sink.hookUrl("steps"),
    APPEALMOD_SLACK_HOOK_ALERTS: sink.hookUrl("alerts"),
    APPEALMOD_SLACK_HOOK_ERRORS: sink.hookUrl("errors"),
    APPEALMOD_SLACK_HOOK_LOGGING: sink.hookUrl("logging"),
  };
  const redditor = await meet(stage, "Placeholder-Name");
  await redditor.ban({ note: "a placeholder for words", message: "a placeholder for words" });
  const id = await redditor.appeal("a placeholder for words");
  await stage.pass("recent", settings);
  expect(await redditor.links()).toHaveLength(1);
  await redditor.reply(id, "And a placeholder for words again");
  await stage.pass("recent", settings);

  // Nothing was refused for its form, and nothing pings or links anywhere but to Reddit.
  expect(sink.posts.map(({ status }) => status)).toEqual(sink.posts.map(() => 200));
  expect(sink.taken("main").length).toBeGreaterThan(0);
  expect(sink.taken("steps").length).toBeGreaterThan(0);
  const all = sink.posts.map(({ payload }) => JSON.stringify(payload)).join("\n");
  expect(all).not.toMatch(/<!|<@|<#/);
  expect(all).not.toMatch(/@(here|channel|everyone)\b/);
  const links = [...all.matchAll(/<(https?:[^|>]*)/g)].map(([, address]) => address ?? "");
  expect(links.length).toBeGreaterThan(0);
  for (const address of links) expect(address).toMatch(/^https:\/\/(www|mod)\.reddit\.com\//);
  expect(all).toContain("&lt;!channel&gt;");

  const [conversation] = await archived(stage, "conversation-logs");
  const bodies = conversation?.message_data as readonly { readonly body_markdown: string }[];
  expect(bodies.map(({ body_markdown }) => body_markdown)).toContain(stored);
  expect(conversation).toMatchObject({
    id,
    ban_info: { is_banned: true, note: expect.stringContaining(stored) },
    conversation_data: { participant: { name } },
  });
  expect(await archived(stage, "user-logs")).toMatchObject([{ username: name, conv_id: id }]);
  const events = await archived(stage, "application-logs");
  expect(events.filter(({ event }) => event === "invite-sent")).toMatchObject([
    { conv_id: id, subreddit: "PineLakeHikers", username: name },
  ]);
});
