import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findRootDir } from "@appealmod/config";
import { createBanStory } from "@appealmod/testing-installation";
import { expect, test } from "./installation-test.ts";

const run = promisify(execFile);

const questions = `
id: pine-lake
version: 1
questions:
  - id: heron
    kind: yes-no
    label:
      en: Did you see the heron at the lake?
      de: Hast du den Reiher am See gesehen?
  - id: when
    kind: short
    maxLength: 80
    onlyIf: { question: heron, isOneOf: ["yes"] }
    label:
      en: When was that?
      de: Wann war das?
  - id: promise
    kind: long
    maxLength: 400
    label:
      en: What do you promise the ducks?
      de: Was versprichst du den Enten?
`;

test("a community's own three questions, in two languages, while everything runs", async ({
  browser,
  installation,
}) => {
  const subreddit = "QuietPond";
  const { control, demo, webUrl } = installation;
  await control.createSubreddit({ name: subreddit, title: "Quiet Pond" });
  await control.setModerator({
    subreddit,
    name: demo.bot.name,
    permissions: ["access", "mail"],
  });
  const story = createBanStory({ control, webUrl, demo: { ...demo, subreddit } }, "PondWalker");
  const appealmod = (...args: string[]) =>
    run(process.execPath, ["apps/cli/src/main.ts", ...args], {
      cwd: findRootDir(),
      env: installation.env as NodeJS.ProcessEnv,
    });
  const folder = await mkdtemp(join(tmpdir(), "appealmod-questions-"));
  const file = join(folder, "questions.yaml");
  await writeFile(file, questions);
  const processes = [installation.web.pid, installation.bot.pid];
  try {
    const { stdout } = await appealmod("questions", subreddit, "set", file);
    expect(stdout).toContain("asks 3 questions of its own");
    // The bot remembers what a community asks for some seconds: it learns of this one now.
    await appealmod("serve", subreddit);

    await story.ban();
    await story.appeal();
    const link = await story.readInvite();
    const english = await (await browser.newContext({ locale: "en" })).newPage();
    await english.goto(link);
    await expect(english.getByText("Did you see the heron at the lake?")).toBeVisible();
    await expect(english.locator("#appeal-form textarea")).toHaveCount(1);
    await expect(english.locator('[name="why_banned"]')).toHaveCount(0);

    const german = await (await browser.newContext({ locale: "de-CH" })).newPage();
    await german.goto(link);
    await expect(german.getByText("Was versprichst du den Enten?")).toBeVisible();
    await expect(german.locator('[name="when"]')).toBeHidden();
    await german.locator('[name="heron"][value="yes"]').check();
    await german.locator('[name="when"]').fill("Im Morgengrauen");
    await german.locator('[name="promise"]').fill("Ich füttere sie nicht mehr.");
    await german.locator('main [value="review"]').click();
    await german.locator('[value="send"]').click();
    await expect(german.getByText("Ich füttere sie nicht mehr.", { exact: true })).toBeVisible();

    const note = await story.readNote();
    for (const words of [
      "Did you see the heron at the lake?",
      "When was that?",
      "Im Morgengrauen",
      "What do you promise the ducks?",
      "Ich füttere sie nicht mehr.",
    ])
      expect(note).toContain(words);
    expect(note).not.toContain("In your own words, why were you banned?");
    // The same processes as before: nothing was started anew.
    expect([installation.web.pid, installation.bot.pid]).toEqual(processes);
    expect((await fetch(`${installation.webUrl}/healthz`)).status).toBe(200);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
