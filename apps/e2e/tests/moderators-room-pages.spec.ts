import { submitForm } from "@appealmod/testing-installation";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
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
  ].map((path) => webUrl + path);
}

test("axe finds nothing on any page of the rooms, and none is wider than its window", async ({
  page,
  story,
  installation,
}) => {
  test.setTimeout(300_000);
  const { webUrl, demo } = installation;
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
