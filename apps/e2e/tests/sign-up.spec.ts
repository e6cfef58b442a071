import type { Page } from "@playwright/test";
import { expect, test } from "./installation-test.ts";

const field = (page: Page, name: string) => page.locator(`#sign-up-form [name="${name}"]`);
const problemOf = (page: Page, name: string) => page.locator(`#sign-up-form-${name}-problem`);

test("a slip is told when its field is left, and taken back when it is mended", async ({
  page,
  installation,
}) => {
  await page.goto(`${installation.webUrl}/sign-up`);
  await field(page, "name").focus();
  await field(page, "email").fill("olive(at)example.org");
  // Nobody is scolded for a field that they only walked through.
  await expect(problemOf(page, "name")).toHaveCount(0);
  await field(page, "reddit_username").fill("u/RangerOlive");
  await expect(problemOf(page, "email")).toContainText("such as name@example.org");
  await expect(field(page, "email")).toHaveAttribute("aria-invalid", "true");
  await expect(field(page, "email")).toHaveAccessibleDescription(/such as name@example\.org/);
  await field(page, "email").fill("olive@example.org");
  await field(page, "subreddit_url").fill("not a community");
  await expect(problemOf(page, "email")).toHaveCount(0);

  // Pressed from within a field that is wrong as well: its problem must not swallow the press.
  await page.getByRole("button", { name: "Sign up" }).click();
  // The first of what is wrong is where one goes on.
  await expect(field(page, "name")).toBeFocused();
  await expect(problemOf(page, "name")).toContainText("Enter your name");
  await expect(problemOf(page, "subreddit_url")).toContainText("r/example");
  await field(page, "name").fill("Olive");
  await field(page, "subreddit_url").fill("r/PineLakeHikers");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Thank you");
});

test("the browser takes the addresses and names that the server takes", async ({
  page,
  installation,
}) => {
  const addresses = ["jürgen@example.de", "user@münchen.de", "a&b@example.xn--p1ai"];
  for (const [index, address] of addresses.entries()) {
    await page.goto(`${installation.webUrl}/sign-up`);
    await field(page, "name").fill("\u200B");
    await field(page, "email").fill(address);
    await expect(problemOf(page, "name")).toContainText("Enter your name");
    await field(page, "name").fill("Jürgen");
    await field(page, "reddit_username").fill("u/ranger\\_olive");
    await field(page, "subreddit_url").fill(`<https://www.reddit.com/r/PineLake${index}/>`);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Thank you");
  }
});

test("without scripts the server tells what is wrong, and keeps every word", async ({
  browser,
  installation,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${installation.webUrl}/sign-up`);
  await field(page, "name").fill("Olive");
  await field(page, "email").fill("olive(at)example.org");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.locator("#problems")).toBeVisible();
  await expect(field(page, "name")).toHaveValue("Olive");
  await expect(field(page, "email")).toHaveValue("olive(at)example.org");
  await expect(field(page, "email")).toHaveAccessibleDescription(/such as name@example\.org/);
  await page.locator("#problems a").first().click();
  await expect(field(page, "email")).toBeFocused();

  await page.goto(`${installation.webUrl}/form`);
  await page.locator('[name="reddit_username"]').fill("u/NoBoots");
  await page.locator('[name="subreddit"]').fill("not a community");
  await page.locator('#lost-link-form button[type="submit"]').click();
  await expect(page.locator('[name="reddit_username"]')).toHaveValue("u/NoBoots");
  await expect(page.locator('[name="subreddit"]')).toHaveValue("not a community");
  await expect(page.locator('[name="subreddit"]')).toHaveAttribute("aria-invalid", "true");
  await context.close();
});

test("words that are written before the scripts have come are kept", async ({
  page,
  installation,
  story,
}) => {
  await story.ban();
  await story.appeal();
  const form = await story.readInvite();
  for (const [url, name] of [
    [form, "why_banned"],
    [`${installation.webUrl}/sign-up`, "email"],
  ] as const) {
    let arrive = () => {};
    const wanted = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route("**/*.js", async (route) => {
      await wanted;
      await route.continue();
    });
    await page.goto(url, { waitUntil: "commit" });
    const control = page.locator(`[name="${name}"]`);
    await control.fill("written early");
    const loaded = page.waitForEvent("load");
    arrive();
    await loaded;
    await expect(control).toHaveValue("written early");
    // A draft is kept without another letter being written.
    if (url === form) await expect(page.getByText(/^Saved at/)).toBeVisible();
    else {
      await control.press("Tab");
      await expect(problemOf(page, name)).toBeVisible();
    }
    await page.unroute("**/*.js");
  }
});
