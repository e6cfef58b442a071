import { writtenAnswers } from "@appealmod/testing-installation";
import { fillInForm, reviewAndSend } from "./fill-in-form.ts";
import { expect, test } from "./installation-test.ts";

test("from ban to private note: the redditor in a browser, every part real", async ({
  page,
  story,
  installation,
}) => {
  const privateNote = "third account of MossCollector";
  await story.ban({ note: privateNote });
  await story.appeal();
  const link = await story.readInvite();

  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(installation.demo.subreddit);
  // Reddit told them why; what the moderators noted for themselves stays theirs.
  await expect(page.getByText("You left your rubbish at the campsite twice.")).toBeVisible();
  expect(await page.content()).not.toContain(privateNote);
  await fillInForm(page);
  await reviewAndSend(page);
  await expect(page.locator("textarea")).toHaveCount(0);

  const note = await story.readNote();
  for (const words of Object.values(writtenAnswers)) expect(note).toContain(words);
  const view = await story.awaitReturn();
  const own = view.messages.filter((message) => message.author === installation.demo.bot.name);
  expect(own.map((message) => message.isInternal)).toEqual([false, false, true]);

  // The same link later tells how it stands, and asks nothing again.
  await page.goto(link);
  await expect(page.locator("textarea")).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the form can be filled in, looked over and sent", async ({ page, story }) => {
    await story.ban();
    await story.appeal();
    await page.goto(await story.readInvite());
    await fillInForm(page);
    await reviewAndSend(page);
    const note = await story.readNote();
    for (const words of Object.values(writtenAnswers)) expect(note).toContain(words);
  });

  test("a forgotten answer costs no word of the others", async ({ page, story }) => {
    await story.ban();
    await story.appeal();
    const link = await story.readInvite();
    await page.goto(link);
    await fillInForm(page);
    await page.locator('[name="what_steps"]').fill("");
    await page.locator('main [value="review"]').click();
    await expect(page.locator('[name="what_steps"]')).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator('[name="why_banned"]')).toHaveValue(writtenAnswers.why_banned ?? "");
    await page.goto(link);
    await expect(page.locator('[name="why_banned"]')).toHaveValue(writtenAnswers.why_banned ?? "");
  });
});

test("a link that belongs to no appeal tells nothing about anybody", async ({
  page,
  installation,
}) => {
  const answer = await page.goto(`${installation.webUrl}/form/${"x".repeat(43)}`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator("textarea")).toHaveCount(0);
});

test("a community signs up", async ({ page, installation }) => {
  await page.goto(`${installation.webUrl}/sign-up`);
  await page.locator('[name="name"]').fill("Olive");
  await page.locator('[name="email"]').fill("olive@example.org");
  await page.locator('[name="reddit_username"]').fill("u/RangerOlive");
  await page.locator('[name="subreddit_url"]').fill("https://www.reddit.com/r/PineLakeHikers/");
  await page
    .locator("form")
    .filter({ has: page.locator('[name="email"]') })
    .locator('button[type="submit"]')
    .click();
  await expect(page.locator('[name="email"]')).toHaveCount(0);
});
