import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { startSlackSink } from "@appealmod/sinks/testing";
import { expect, onTestFinished, test } from "vitest";
import { archived } from "./archived.ts";
import { type LogLine, runBot } from "./bot-process.ts";
import { community, openStage, type Stage } from "./stage.ts";
import { contestedBan } from "./story.ts";

const { subreddit } = community;
const steps = ["group-drawn", "decided", "appeal-opened", "invite-sent", "archived"];

async function linesInFile({ dataDir }: Stage): Promise<readonly LogLine[]> {
  const folder = join(dataDir, "logs");
  const names = (await readdir(folder)).filter((name) => name.startsWith("bot-"));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts
    .flatMap((text) => text.trim().split("\n").filter(Boolean))
    .map((line) => JSON.parse(line));
}

test("console, file, archive and Slack all say which subreddit and which conversation", async () => {
  const stage = await openStage();
  const sink = await startSlackSink();
  onTestFinished(() => sink.close());
  const { id } = await contestedBan(stage);
  const { events, code } = await runBot(["recent", "--once"], {
    ...stage.env,
    APPEALMOD_SLACK_HOOK_STEPS: sink.hookUrl("steps"),
    APPEALMOD_SLACK_HOOK_MAIN: sink.hookUrl("main"),
  });
  expect(code).toBe(0);
  const told = [events, await linesInFile(stage), await archived(stage, "application-logs")];
  for (const lines of told as readonly (readonly LogLine[])[]) {
    const ofStory = lines.filter(({ event }) => steps.includes(event));
    expect(new Set(ofStory.map(({ event }) => event))).toEqual(new Set(steps));
    for (const line of ofStory) expect(line).toMatchObject({ subreddit, conv_id: id });
  }
  for (const [hook, word] of [
    ["main", "was invited to fill in the form"],
    ["steps", "was archived"],
  ] as const) {
    const words = sink
      .taken(hook)
      .map((post) => post.words)
      .join("\n");
    expect(words).toContain(word);
    expect(words).toContain(`<https://www.reddit.com/r/${subreddit}|r/${subreddit}>`);
    expect(words).toContain(`<https://mod.reddit.com/mail/perma/${id}|conversation>`);
  }
});

test("a higher log level quiets console and file, and nothing else", async () => {
  const stage = await openStage({ APPEALMOD_LOG_LEVEL: "warn" });
  await contestedBan(stage);
  const { events } = await runBot(["recent", "--once"], stage.env);
  const shown = [...events, ...(await linesInFile(stage))];
  expect(shown.filter(({ level }) => level === "info" || level === "debug")).toEqual([]);
  const recorded = await archived(stage, "application-logs");
  expect(recorded.map(({ event }) => event)).toEqual(expect.arrayContaining(steps));
});
