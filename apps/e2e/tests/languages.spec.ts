import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findRootDir } from "@appealmod/config";
import { writtenAnswers } from "@appealmod/testing-installation";
import { fillInForm } from "./fill-in-form.ts";
import { expect, test } from "./installation-test.ts";

const spanish = JSON.parse(
  readFileSync(join(findRootDir(), "apps/web/messages/es.json"), "utf8"),
) as { form: { review: string }; review: { send: string }; status: { copyTitle: string } };

test.describe("a browser that asks for Spanish", () => {
  test.use({ locale: "es-MX", timezoneId: "Asia/Tokyo" });

  test("gets form, review and status in Spanish, and can send", async ({ page, story }) => {
    await story.ban();
    await story.appeal();
    await page.goto(await story.readInvite());
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await expect(page.getByText("Con tus propias palabras, ¿por qué te expulsaron?")).toBeVisible();
    await fillInForm(page);
    await page.getByRole("button", { name: spanish.form.review }).click();
    await page.getByRole("button", { name: spanish.review.send }).click();
    await expect(page.getByRole("heading", { name: spanish.status.copyTitle })).toBeVisible();
    // What the server tells in UTC is told in the reader's own zone.
    await expect(page.locator("time").first()).toContainText("GMT+9");
    const note = await story.readNote();
    for (const words of Object.values(writtenAnswers)) expect(note).toContain(words);
  });
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled, locale: "en" });

    test("changing the language in the middle of a form costs no word", async ({ page, story }) => {
      await story.ban();
      await story.appeal();
      const link = await story.readInvite();
      await page.goto(link);
      await page.locator('[name="why_banned"]').fill("Half a thou");
      await page.locator('[name="why_appealing"]').nth(2).check();
      await page.locator("summary", { hasText: "English" }).click();
      await page.getByRole("button", { name: "Deutsch" }).click();
      await expect(page.getByText("Warum wurdest du gesperrt?")).toBeVisible();
      await expect(page.locator('[name="why_banned"]')).toHaveValue("Half a thou");
      await expect(page.locator('[name="why_appealing"]').nth(2)).toBeChecked();
      await expect(page.locator("#problems")).toHaveCount(0);
      // Problems that are being told are told in the other language as well.
      await page.locator('main [value="review"]').click();
      await expect(page.locator("#problems")).toBeVisible();
      await page.locator("summary", { hasText: "Deutsch" }).click();
      await page.getByRole("button", { name: "Español" }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", "es");
      await expect(page.locator("#problems")).toBeVisible();
      await expect(page.locator('[name="why_banned"]')).toHaveValue("Half a thou");
      // It is remembered, on every page and whatever the browser asks for.
      await page.goto(link);
      await expect(page.locator("html")).toHaveAttribute("lang", "es");
    });

    test("Enter in a field does what the form's own button does", async ({ page, story }) => {
      await story.ban();
      await story.appeal();
      await page.goto(await story.readInvite());
      await page.locator('[name="why_appealing"]').last().check();
      await page.locator('[name="why_appealing_other"]').press("Enter");
      await expect(page.locator("#problems")).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
    });

    test("changing the language on short forms costs no word", async ({ page, installation }) => {
      for (const [path, name] of [
        ["/sign-up", "email"],
        ["/", "email"],
        ["/form", "reddit_username"],
      ] as const) {
        await page.goto(`${installation.webUrl}${path}?language=en`);
        await page.locator(`[name="${name}"]`).fill("Half a na");
        await page.locator("summary", { hasText: "English" }).click();
        await page.getByRole("button", { name: "Français" }).click();
        await expect(page.locator("html")).toHaveAttribute("lang", "fr");
        await expect(page.locator(`[name="${name}"]`)).toHaveValue("Half a na");
        await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);
      }
    });
  });
