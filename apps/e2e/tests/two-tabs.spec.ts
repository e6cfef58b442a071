import { writtenAnswers } from "@appealmod/testing-installation";
import type { Page } from "@playwright/test";
import { expect, test } from "./installation-test.ts";

const field = (page: Page, id: string) => page.locator(`[name="${id}"]`);
const saveButton = (page: Page) => page.locator('main [name="intent"][value="save"]');

/** Waits until the page has saved by itself what is in it. */
async function awaitSaved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved at/)).toBeVisible();
}

const much = { why_banned: "The whole long story, told in one window.", describe_rule: "Rule 2" };

test("much in one tab and a letter in the other: both say Saved, and both have every word", async ({
  context,
  page: a,
  story,
}) => {
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  await a.goto(link);
  const b = await context.newPage();
  await b.goto(link);
  for (const [id, words] of Object.entries(much)) await field(b, id).fill(words);
  await field(b, "will_not_repeat").first().check();
  await awaitSaved(b);

  await field(a, "describe_actions").fill("x");
  await awaitSaved(a);
  // The older tab shows what it did not know of.
  for (const [id, words] of Object.entries(much)) await expect(field(a, id)).toHaveValue(words);
  await expect(field(a, "will_not_repeat").first()).toBeChecked();
  await a.reload();
  for (const [id, words] of Object.entries({ ...much, describe_actions: "x" }))
    await expect(field(a, id)).toHaveValue(words);
});

test("one question answered in two tabs: both texts are shown, can be joined, and are sent", async ({
  context,
  page: a,
  story,
}) => {
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  await a.goto(link);
  const b = await context.newPage();
  await b.goto(link);
  await field(b, "why_banned").fill(much.why_banned);
  await awaitSaved(b);
  await field(a, "why_banned").fill("Something else.");
  await expect(a.getByText(/^Saved at .* In another window/)).toBeVisible();
  await expect(a.getByLabel("You wrote this in another window")).toHaveValue(much.why_banned);
  await expect(field(a, "why_banned")).toHaveValue("Something else.");

  // Each goes on where it is: nothing of either is lost.
  await field(b, "why_banned").fill(`${much.why_banned} And its end.`);
  await expect(b.getByLabel("You wrote this in another window")).toHaveValue("Something else.");
  await b.getByRole("button", { name: "Add it to my answer" }).click();
  await expect(field(b, "why_banned")).toHaveValue(
    `${much.why_banned} And its end.\n\nSomething else.`,
  );
  await field(b, "why_appealing").last().check();
  for (const id of ["describe_rule", "describe_actions", "wrong_actions", "what_steps"])
    await field(b, id).fill(writtenAnswers[id] ?? "");
  await field(b, "why_appealing_other").fill(writtenAnswers.why_appealing_other ?? "");
  await field(b, "will_not_repeat").first().check();
  await b.locator('main [value="review"]').click();

  // A last word in the other tab, after the look at what is to be sent.
  await field(a, "describe_actions").fill("One more step.");
  await expect(a.getByLabel("You wrote this in another window")).toHaveValue(
    writtenAnswers.describe_actions ?? "",
  );
  await b.locator('[value="send"]').click();
  await expect(b.getByText("Nothing has been sent yet. What you saved there")).toBeVisible();
  await expect(b.getByText("One more step.")).toBeVisible();
  await b.locator('[value="send"]').click();
  await expect(b.getByRole("heading", { level: 2, name: "Your answers" })).toBeVisible();
  for (const words of ["And its end.", "Something else.", "One more step."])
    await expect(b.getByText(words).first()).toBeVisible();
});

test("a tab that could not save for a while overwrites nothing once it can", async ({
  context,
  page: a,
  browser,
  story,
}) => {
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  await a.goto(link);
  await context.setOffline(true);
  await field(a, "why_banned").fill("Written on the train.");
  await expect(a.getByText("Could not be saved just now")).toBeVisible();
  // Pressed without a network, the button must not cost the page.
  await saveButton(a).click();
  await expect(field(a, "why_banned")).toHaveValue("Written on the train.");

  const desk = await (await browser.newContext()).newPage();
  await desk.goto(link);
  for (const [id, words] of Object.entries(much)) await field(desk, id).fill(words);
  await awaitSaved(desk);
  await context.setOffline(false);
  await expect(a.getByLabel("You wrote this in another window")).toHaveValue(much.why_banned);
  await expect(field(a, "describe_rule")).toHaveValue(much.describe_rule);
  await desk.reload();
  await expect(desk.getByLabel("You wrote this in another window")).toHaveValue(much.why_banned);
  await expect(field(desk, "why_banned")).toHaveValue("Written on the train.");
  await desk.context().close();
});

test("without JavaScript, two tabs lose nothing and show both texts", async ({
  browser,
  story,
}) => {
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const [a, b] = [await context.newPage(), await context.newPage()];
  await a.goto(link);
  await b.goto(link);
  for (const [id, words] of Object.entries(much)) await field(b, id).fill(words);
  await saveButton(b).click();
  await field(a, "why_banned").fill("Something else.");
  await saveButton(a).click();
  await expect(a.getByRole("heading", { name: "Saved" })).toBeVisible();
  await expect(field(a, "describe_rule")).toHaveValue(much.describe_rule);
  await expect(a.getByLabel("You wrote this in another window")).toHaveValue(much.why_banned);
  await a.getByRole("button", { name: "Use this instead" }).click();
  await expect(field(a, "why_banned")).toHaveValue(much.why_banned);
  await a.getByRole("button", { name: "Remove this text" }).click();
  await expect(a.getByLabel("You wrote this in another window")).toHaveCount(0);
  await context.close();
});

for (const javaScriptEnabled of [true, false])
  test(`a form opened under another address gives its words back, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
    story,
  }) => {
    await story.ban();
    await story.appeal();
    const link = new URL(await story.readInvite());
    const alias = new URL(link);
    alias.hostname = link.hostname === "localhost" ? "127.0.0.1" : "localhost";
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(alias.href);
    await field(page, "why_appealing").nth(1).check();
    for (const [id, words] of Object.entries(writtenAnswers))
      if (id !== "why_appealing_other") await field(page, id).fill(words);
    await field(page, "will_not_repeat").first().check();
    if (javaScriptEnabled)
      await expect(page.getByText("Could not be saved just now")).toBeVisible();
    await page.locator('main [value="review"]').click();
    await expect(page.getByLabel("In your own words, why were you banned?")).toHaveValue(
      writtenAnswers.why_banned ?? "",
    );
    await page.getByRole("button", { name: `Take my text to ${link.host}` }).click();
    await page.waitForURL((url) => url.host === link.host && url.search === "?review=1");
    for (const [id, words] of Object.entries(writtenAnswers))
      if (id !== "why_appealing_other") await expect(page.getByText(words)).toBeVisible();
    await page.locator('[value="send"]').click();
    await expect(page.getByRole("heading", { level: 2, name: "Your answers" })).toBeVisible();
    await context.close();
  });
