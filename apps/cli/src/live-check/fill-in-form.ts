import type { Browser, Page } from "@playwright/test";
import { CommandFailed } from "../failures.ts";

/** What stands in every answer that is written. */
export const answerWords = "This is an answer of AppealMod's live check.";

/** So many rounds: an answer may bring up further questions. */
const mostRounds = 5;

/**
 * Fills a form in as a redditor does, in a browser, and sends it.
 *
 * @param executable a browser of one's own; the one that Playwright installed otherwise
 */
export async function fillInForm(link: string, executable: string | undefined): Promise<void> {
  const browser = await openBrowser(executable);
  try {
    const page = await browser.newPage();
    const answer = await page.goto(link);
    if (answer?.status() !== 200)
      throw new CommandFailed(`The form at the link answered ${answer?.status() ?? "nothing"}.`);
    await fillIn(page);
    await page.locator('main [value="review"]').click();
    const send = page.locator('button[name="intent"][value="send"]');
    await send.click({ timeout: 15_000 }).catch(async () => {
      const wrong = await page.locator('[aria-invalid="true"]').first().getAttribute("name");
      throw new CommandFailed(`The form cannot be sent: look at its question ${wrong ?? "?"}.`);
    });
    await page.locator("textarea").first().waitFor({ state: "detached", timeout: 15_000 });
  } finally {
    await browser.close();
  }
}

async function openBrowser(executable: string | undefined): Promise<Browser> {
  // Loaded by this command alone, and only on a machine of somebody who checks.
  const playwright = await import("@playwright/test").catch(() => {
    throw new CommandFailed("The form is filled in by Playwright: pnpm install without --prod.");
  });
  return playwright.chromium
    .launch({
      args: ["--no-sandbox", "--disable-gpu"],
      ...(executable !== undefined && { executablePath: executable }),
    })
    .catch((error: Error) => {
      throw new CommandFailed(
        `No browser could be started: name one with --browser, or run playwright install chromium. ${error.message.split("\n")[0]}`,
      );
    });
}

async function fillIn(page: Page): Promise<void> {
  const answered = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const before = answered.size;
    for (const field of await page.locator("main form [name]:visible").all()) {
      const name = (await field.getAttribute("name")) ?? "";
      const type = (await field.getAttribute("type")) ?? "text";
      const isText = (await field.evaluate((element) => element.tagName)) === "TEXTAREA";
      if (answered.has(name) || (!isText && !["radio", "checkbox", "text"].includes(type)))
        continue;
      answered.add(name);
      const same = page.locator(`main form [name="${name}"]:visible`);
      if (type === "radio" || type === "checkbox") await same.last().check();
      else await field.fill(answerWords);
    }
    if (answered.size === before) return;
  }
}
