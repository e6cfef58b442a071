import { submitForm } from "@appealmod/testing-installation";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { StoredAppeals } from "../src/site/stored-appeals.ts";
import { expect, test } from "./installation-test.ts";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const looks = [
  { name: "in light, on a phone", colorScheme: "light", width: 375 },
  { name: "in dark, on a desk", colorScheme: "dark", width: 1440 },
  { name: "in dark, on a phone", colorScheme: "dark", width: 375 },
  { name: "in light, on a desk", colorScheme: "light", width: 1440 },
] as const;

async function signIn(page: Page, webUrl: string, moderator: string): Promise<void> {
  await page.goto(`${webUrl}/moderate`);
  await page.getByRole("button", { name: "Go on to Reddit" }).click();
  await page.getByLabel("Who do you want to be?").selectOption(moderator);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Appeals");
}

/** What another theme or width can break; the rest is the same page, and tried once. */
const ofLooks = ["color-contrast", "target-size", "scrollable-region-focusable"];

/** What only a place in the middle of writing shows. */
const written = { kind: "keep", reason: "It was the third time this year." } as const;

function addressesOf(webUrl: string, appeal: string, subreddit: string): readonly string[] {
  const community = `/moderate/r/${subreddit}`;
  return [
    ...["/sign-in", "/account", "/moderate", "/moderate?show=all", "/moderate?q=nobody"],
    ...["/moderate/join", "/moderate/keys", "/moderate/appeals/none"],
    ...[appeal, `${appeal}?done=asked`, `${appeal}?check=1`, `${appeal}/review`],
    ...[community, `${community}/settings`, `${community}/texts/en`, `${community}/texts/en/final`],
    ...[`${community}/replies`, `${community}/replies/new`, `${community}/history`],
    ...[`${community}/questions`, `${community}/questions/new`, `${community}/questions/preview`],
    ...[`${community}/questions/edit/why_banned`, `${community}/questions/live`],
    ...[`${community}/dry-run`, `${community}/notifications?done=unknown-address`],
    ...[`${community}/report?month=${closedMonth()}&wrong=1`, "/research/plan?unsure=1"],
  ].map((path) => webUrl + path);
}

/** The first day of the month before this one. */
function closedMonth(): string {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() - 1, 1);
  return day.toISOString().slice(0, 10);
}

/** Makes a moderator a researcher as well, and lets a ban be older than this month. */
async function prepareNumbers(stored: StoredAppeals, moderator: string): Promise<void> {
  await stored.query(
    `insert into role_grants (username_key, username, role, granted_by, granted_at)
      values (lower($1), $1, 'researcher', 'test', now()) on conflict do nothing`,
    [moderator],
  );
  await stored.query(
    `insert into bans (subreddit, subreddit_key, username, username_key, banned_at, permanence,
        source, is_in_log, checked_at)
      values ('PineLakeHikers', 'pinelakehikers', 'long_ago', 'long_ago', $1, 'permanent', 'log',
        true, now()) on conflict do nothing`,
    [closedMonth()],
  );
}

async function lockHiddenPlan(page: Page, webUrl: string): Promise<void> {
  await page.goto(`${webUrl}/research/plan`);
  for (const [name, words] of Object.entries({ test: "Fisher", size: "900", stopRule: "At 900." }))
    await page.locator(`[name="${name}"]`).fill(words);
  await page.locator('[name="isBlinded"]').check();
  await page.getByRole("button", { name: "Lock the plan" }).click();
  await page.waitForURL(/done=1/);
}

test("axe finds nothing on any page of the rooms, and none is wider than its window", async ({
  page,
  story,
  installation,
  stored,
}) => {
  test.setTimeout(300_000);
  const { webUrl, demo } = installation;
  await prepareNumbers(stored, "RangerOlive");
  await story.ban();
  await story.appeal();
  await submitForm(await story.readInvite());
  await story.awaitReturn();
  await signIn(page, webUrl, "RangerOlive");
  await page.getByRole("link", { name: story.redditor }).click();
  await page.waitForURL(/\/appeals\//);
  const appeal = new URL(page.url()).pathname;
  await page.locator(`[name="kind"][value="${written.kind}"]`).check();
  await page.locator('[name="reason"]').fill(written.reason);
  await page.getByRole("button", { name: "Look at it once more" }).last().click();
  await page.waitForURL(/\/review$/);
  await lockHiddenPlan(page, webUrl);
  await page.goto(`${webUrl}/moderate/r/${demo.subreddit}/settings`);
  await page.locator('[name="transparencyReport"][value="yes"]').check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/saved=/);
  const found: string[] = [];
  for (const address of addressesOf(webUrl, appeal, demo.subreddit)) {
    await page.goto(address);
    for (const [number, { name, colorScheme, width }] of looks.entries()) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const place = `${new URL(address).pathname}, ${name}`;
      const axe = new AxeBuilder({ page })
        // The site has no frames, for whose sake axe would open one more page for each look.
        .setLegacyMode()
        .options({ resultTypes: ["violations"] });
      const { violations } = await (number === 0
        ? axe.withTags(standards)
        : axe.withRules(ofLooks)
      ).analyze();
      for (const { id, nodes } of violations)
        found.push(`${place}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
      const wide = await page.evaluate("document.documentElement.scrollWidth");
      if (Number(wide) > width) found.push(`${place}: ${wide} px wide`);
    }
  }
  expect(found).toEqual([]);
});

/** Goes on with the Tab key until what has the focus fits. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`${selector} cannot be reached with the Tab key`);
}

test("a decision is taken and taken back by keyboard alone", async ({
  page,
  story,
  installation,
}) => {
  await story.ban();
  await story.appeal();
  await submitForm(await story.readInvite());
  await story.awaitReturn();
  await signIn(page, installation.webUrl, "TrailmasterSam");
  await page.goto(`${installation.webUrl}/moderate?q=${story.redditor}`);
  await tabTo(page, ".queue-who a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/appeals\//);
  await tabTo(page, '.decide-form [name="intent"][value="look"]');
  await page.keyboard.press("Enter");
  await expect(page.locator("#problems")).toBeFocused();
  await tabTo(page, '.decide-form [name="kind"]');
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('[name="kind"][value="keep"]')).toBeChecked();
  await page.locator('[name="appealAgain"]').selectOption("date");
  await page.locator('[name="appealAgainOn"]').fill("2020-01-01");
  await expect(page.locator("#decision-appealAgainOn-problem")).toBeVisible();
  await page.locator('[name="appealAgain"]').selectOption("unsaid");
  await tabTo(page, '.decide-form [name="reason"]');
  await page.keyboard.type(written.reason);
  await tabTo(page, '.decide-form [name="intent"][value="look"]');
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/review$/);
  await tabTo(page, '[name="intent"][value="send"]');
  await page.keyboard.press("Enter");
  await expect(page.getByText("It can be taken back until")).toBeVisible();
  await tabTo(page, 'form[action$="/take-back"] button');
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing was done on Reddit.")).toBeVisible();
});

test("questions are checked as one types, and with channels and plans worked at by keyboard alone", async ({
  page,
  installation: { webUrl, demo },
  stored,
}) => {
  await prepareNumbers(stored, "TrailmasterSam");
  await signIn(page, webUrl, "TrailmasterSam");
  const community = `${webUrl}/moderate/r/${demo.subreddit}`;
  const enter = async (selector: string, words = "") => {
    await tabTo(page, selector);
    await page.keyboard.type(words);
  };
  const send = (selector: string) => enter(selector).then(() => page.keyboard.press("Enter"));
  const save = '[name="intent"][value="save"]';
  const problems = page.locator("#problems");

  await page.goto(`${community}/questions/new`);
  await send(save);
  await expect(problems).toBeFocused();
  const label = '[name="label.en"]';
  await enter(label, "See https://evil.example");
  const said = page.locator("#field-label-problem");
  await expect(said).toContainText("evil.example");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("What would you do otherwise?");
  await expect(said).toHaveCount(0);
  await send(save);
  await page.waitForURL(/questions\?draft=/);
  const asked = page.locator(".ordered > li");
  const count = await asked.count();
  for (let step = 0; step < count; step += 1) await tabTo(page, ".position input");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("1");
  await send('form[action$="/question-order"] button[type="submit"]');
  await expect(asked.first()).toContainText("What would you do otherwise?");

  await page.goto(`${community}/settings`);
  await enter('[name="reminderCap"]', "many");
  await expect(page.locator("#field-reminderCap-problem")).toBeVisible();

  await page.goto(`${community}/notifications`);
  await enter("#address", "https://evil.example/hook");
  await page.keyboard.press("Enter");
  await expect(problems).toBeFocused();

  await page.goto(`${webUrl}/research/plan`);
  await enter("#test", "Fisher's exact test");
  await enter("#size", "many");
  await enter("#stopRule", "At 900 draws.");
  await tabTo(page, '[name="isBlinded"]');
  await page.keyboard.press("Space");
  await send('form[action$="/lock"] button');
  await expect(problems).toBeFocused();
  await enter("#size", "900");
  await send('form[action$="/lock"] button');
  await page.waitForURL(/done=1/);
  await tabTo(page, '[name="sure"]');
  await page.keyboard.press("Space");
  await send('form[action$="/unlock"] button');
  await page.waitForURL(/unlocked=1/);
});
