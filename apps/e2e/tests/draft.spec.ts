import { awaitUntil, writtenAnswers } from "@appealmod/testing-installation";
import { startLocalBrowser } from "../src/site/local-browser.ts";
import { fillInForm } from "./fill-in-form.ts";
import { expect, test } from "./installation-test.ts";

const half = { why_banned: writtenAnswers.why_banned ?? "", describe_rule: "Leave no trace, I th" };

for (const javaScriptEnabled of [true, false])
  test(`a killed browser costs no word, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
    story,
  }) => {
    await story.ban();
    await story.appeal();
    const link = await story.readInvite();

    const phone = await startLocalBrowser();
    const page = await (await phone.browser.newContext({ javaScriptEnabled })).newPage();
    await page.goto(link);
    for (const [id, words] of Object.entries(half))
      await page.locator(`[name="${id}"]`).fill(words);
    await page.locator('[name="why_appealing"]').nth(2).check();
    if (!javaScriptEnabled) await page.locator('[name="intent"][value="save"]').click();
    await expect(page.getByRole("status").filter({ hasText: /Saved/ })).toBeVisible();
    await phone.kill();

    // Another device, which may have scripts or not.
    for (const other of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled: other, locale: "fr" });
      const desk = await context.newPage();
      await desk.goto(link);
      for (const [id, words] of Object.entries(half))
        await expect(desk.locator(`[name="${id}"]`)).toHaveValue(words);
      await expect(desk.locator('[name="why_appealing"]').nth(2)).toBeChecked();
      await context.close();
    }
  });

test("whoever is off-line is told, and what was written is kept once they are back", async ({
  context,
  page,
  story,
}) => {
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  await page.goto(link);
  await context.setOffline(true);
  await page.locator('[name="why_banned"]').fill(half.why_banned);
  await expect(page.getByText("Could not be saved just now")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/^Saved at/)).toBeVisible();
  await page.reload();
  await expect(page.locator('[name="why_banned"]')).toHaveValue(half.why_banned);
});

test("back from the review, every word is there, and can be changed", async ({ page, story }) => {
  await story.ban();
  await story.appeal();
  await page.goto(await story.readInvite());
  await fillInForm(page);
  await page.locator('main [value="review"]').click();
  await page.locator('[value="send"]').waitFor();
  await page.goBack();
  for (const id of ["why_banned", "what_steps"])
    await expect(page.locator(`[name="${id}"]`)).toHaveValue(writtenAnswers[id] ?? "");
  await page.locator('[name="why_banned"]').fill("I thought about it once more.");
  await page.locator('main [value="review"]').click();
  await expect(page.getByText("I thought about it once more.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("I thought about it once more.")).toBeVisible();
});

test("sent twice, and at once from two tabs: one appeal and one forwarding", async ({
  context,
  page,
  story,
  stored,
  installation,
}) => {
  await story.ban();
  const conversationId = await story.appeal();
  const link = await story.readInvite();
  await page.goto(link);
  await fillInForm(page);
  await page.locator('main [value="review"]').click();
  const send = page.locator('[value="send"]');
  await send.waitFor();
  const other = await context.newPage();
  await other.goto(page.url());
  const otherSend = other.locator('[value="send"]');
  await otherSend.waitFor();
  await Promise.all([
    send.dblclick({ noWaitAfter: true }),
    otherSend.dblclick({ noWaitAfter: true }),
  ]);
  for (const tab of [page, other])
    await expect(tab.getByRole("heading", { level: 2, name: "Your answers" })).toBeVisible();
  // Once more, from a page that somebody had kept open.
  await page.goBack();
  await page.goto(link);

  await story.awaitReturn();
  await awaitUntil("no job left for the conversation", async () => {
    const jobs = await stored.query("select 1 from graphile_worker.jobs where key = $1", [
      `process-conversation:${conversationId}`,
    ]);
    return jobs.length === 0;
  });
  const view = await story.conversation();
  const own = view.messages.filter(({ author }) => author === installation.demo.bot.name);
  expect(own.map(({ isInternal }) => isInternal)).toEqual([false, false, true]);
  const appeals = await stored.query(
    "select 1 from main_ban_appeal_data where lower(reddit_username) = lower($1)",
    [story.redditor],
  );
  expect(appeals).toHaveLength(1);
});

test("words in a tab that was left open are told of at once, given back, and not forwarded", async ({
  context,
  page,
  story,
}) => {
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  await page.goto(link);
  const other = await context.newPage();
  await other.goto(link);
  await fillInForm(other);
  await other.locator('main [value="review"]').click();
  await other.locator('[value="send"]').click();
  await expect(other.getByRole("heading", { level: 2, name: "Your answers" })).toBeVisible();

  const late = "And I forgot to say that I am sorry.";
  await page.locator('[name="why_banned"]').fill(late);
  await expect(page.getByText("it goes to nobody")).toBeVisible();
  await page.locator('main [value="review"]').click();
  const field = page.getByLabel("In your own words, why were you banned?");
  await expect(field).toHaveValue(late);
  await expect(field).toHaveAttribute("readonly");
  await expect(page.getByText(writtenAnswers.why_banned ?? "", { exact: true })).toBeVisible();

  await story.awaitReturn();
  const { messages } = await story.conversation();
  expect(messages.some(({ body }) => body.includes(late))).toBe(false);
});
