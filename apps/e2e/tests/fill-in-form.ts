import { writtenAnswers } from "@appealmod/testing-installation";
import { expect, type Page } from "@playwright/test";

/** Fills in the default form as a redditor does, question by question. */
export async function fillInForm(page: Page): Promise<void> {
  await page.locator('[name="why_banned"]').fill(writtenAnswers.why_banned ?? "");
  await page.locator('[name="why_appealing"]').last().check();
  const other = page.locator('[name="why_appealing_other"]');
  await expect(other).toBeVisible();
  await other.fill(writtenAnswers.why_appealing_other ?? "");
  for (const id of ["describe_rule", "describe_actions", "wrong_actions", "what_steps"])
    await page.locator(`[name="${id}"]`).fill(writtenAnswers[id] ?? "");
  await page.locator('[name="will_not_repeat"]').first().check();
}

/** Looks the answers over and sends them. */
export async function reviewAndSend(page: Page): Promise<void> {
  await page.locator('main [value="review"]').click();
  for (const words of Object.values(writtenAnswers))
    await expect(page.getByText(words).first()).toBeVisible();
  await page.locator('button[name="intent"][value="send"]').click();
}
