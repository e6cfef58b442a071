/// <reference lib="dom" />

import { writtenAnswers } from "@appealmod/testing-installation";
import type { Page } from "@playwright/test";
import { expect, test } from "./installation-test.ts";

interface Focused {
  readonly tag: string;
  readonly type: string;
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly hasVisibleFocus: boolean;
}

const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      tag: element.tagName,
      type: element.type ?? "",
      name: element.name ?? "",
      value: element.value ?? "",
      text: element.textContent ?? "",
      hasVisibleFocus: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    };
  });

/** Goes on with the key that everybody has, until it is there. */
async function tabTo(
  page: Page,
  what: string,
  isThere: (element: Focused) => boolean,
  onTheWay: (element: Focused) => Promise<void> = async () => {},
): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const element = await focused(page);
    if (element.tag !== "BODY") expect(element.hasVisibleFocus, JSON.stringify(element)).toBe(true);
    if (isThere(element)) return;
    await onTheWay(element);
  }
  throw new Error(`${what} cannot be reached with the Tab key`);
}

test("the whole form can be filled in, looked over and sent by keyboard alone", async ({
  page,
  story,
}) => {
  await story.ban();
  await story.appeal();
  await page.goto(await story.readInvite());

  await tabTo(page, "the way past the head", ({ text }) => text.includes("Skip"));
  await page.keyboard.press("Enter");
  const answered = new Set<string>();
  await tabTo(
    page,
    "the button to the review",
    ({ value }) => value === "review",
    async ({ tag, type, name }) => {
      // Radios of one question are one stop; check boxes are one each.
      if (answered.has(name)) return;
      answered.add(name);
      if (tag === "TEXTAREA" || type === "text")
        await page.keyboard.type(writtenAnswers[name] ?? "");
      else if (name === "why_appealing") {
        await page.keyboard.press("Space");
        // Up from the first is the last: something else, which asks one question more.
        await page.keyboard.press("ArrowUp");
      } else if (type === "radio" || type === "checkbox") await page.keyboard.press("Space");
    },
  );
  await page.keyboard.press("Enter");
  await page.locator('[value="send"]').waitFor();
  await tabTo(page, "the button that sends", ({ value }) => value === "send");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "Your answers" })).toBeVisible();
  const note = await story.readNote();
  for (const words of Object.values(writtenAnswers)) expect(note).toContain(words);
});

test("after a mistake the keyboard stands at the list of what to mend", async ({ page, story }) => {
  await story.ban();
  await story.appeal();
  await page.goto(await story.readInvite());
  await page.locator('[name="why_banned"]').focus();
  await tabTo(page, "the button to the review", ({ value }) => value === "review");
  await page.keyboard.press("Enter");
  await page.locator("#problems").waitFor();
  await page.keyboard.press("Tab");
  expect((await focused(page)).text).toContain("why were you banned");
  await page.keyboard.press("Enter");
  await expect(page.locator('[name="why_banned"]')).toBeFocused();
});

test("the language can be changed by keyboard", async ({ page, installation }) => {
  await page.goto(installation.webUrl);
  await tabTo(page, "the languages", ({ text }) => text.includes("English"));
  await page.keyboard.press("Enter");
  await tabTo(page, "Spanish", ({ text }) => text === "Español");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});
