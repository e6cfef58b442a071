import { join } from "node:path";
import { expect, test } from "vitest";
import { runBot, startBot } from "./bot-process.ts";
import { openStage, secrets } from "./stage.ts";

const failing = join(import.meta.dirname, "children", "fail-when-told.ts");

test.concurrent("what nobody foresaw ends the bot without a secret in its last words", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  const env = { ...stage.env, NODE_OPTIONS: `--import=${failing}` };
  const bot = startBot([], env, onTestFinished);
  await bot.told("runner-started");
  bot.kill("SIGUSR2");
  const { code, stderr } = await bot.ended;
  expect(code).toBe(1);
  expect(stderr).toContain("unforeseen: [redacted] at http://site.test/form/[redacted]");
  expect(stderr).not.toContain(secrets.clientSecret);
});

test.concurrent("nor does a start that fails in a way that nobody foresaw", async ({
  onTestFinished,
}) => {
  const stage = await openStage({}, onTestFinished);
  const { code, stderr } = await runBot(
    ["--once"],
    {
      ...stage.env,
      APPEALMOD_LINK_SECRET: undefined,
      NODE_OPTIONS: `--import=${join(import.meta.dirname, "children", "failing-start.ts")}`,
    },
    onTestFinished,
  );
  expect(code).toBe(1);
  expect(stderr).toContain("unforeseen: [redacted]");
  expect(stderr).not.toContain(secrets.clientSecret);
});
