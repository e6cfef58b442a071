import { writtenAnswers } from "@appealmod/testing-installation";
import type { Page } from "@playwright/test";
import type { StoredStanding } from "./stored-appeals.ts";

/** Where the pictures are taken: addresses, and a way to let an appeal stand as it should. */
export interface Stage {
  readonly webUrl: string;
  /** A form that was never touched. */
  readonly untouched: string;
  /** A form that may be written in. */
  readonly draft: string;
  /** A form that was sent. */
  readonly sent: string;
  /** A form whose appeal can be closed. */
  readonly unsent: string;
  stand(form: "sent" | "unsent", standing: StoredStanding): Promise<void>;
}

export interface Scene {
  readonly name: string;
  show(page: Page, stage: Stage): Promise<void>;
}

const standings: Readonly<Record<string, StoredStanding>> = {
  received: { state: "invited", outcome: null, isModeratorInvolved: false },
  forwarded: { state: "forwarded", outcome: null, isModeratorInvolved: false },
  involved: { state: "forwarded", outcome: null, isModeratorInvolved: true },
  granted: { state: "closed", outcome: "granted", isModeratorInvolved: false },
  denied: { state: "closed", outcome: "denied", isModeratorInvolved: false },
  closed: { state: "closed", outcome: "none", isModeratorInvolved: false },
};

const at = (name: string, path: string): Scene => ({
  name,
  async show(page, { webUrl }) {
    await page.goto(webUrl + path);
  },
});

/** Every page that a visitor can meet, in each of its states. */
export const scenes: readonly Scene[] = [
  at("landing", "/"),
  at("sign-up", "/sign-up"),
  {
    name: "sign-up-errors",
    async show(page, { webUrl }) {
      await page.goto(`${webUrl}/sign-up`);
      await page.locator('[name="name"]').fill("Olive");
      await page.locator('[name="email"]').fill("olive(at)example.org");
      await page.locator("#sign-up-form button").click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: "sign-up-refused",
    async show(page, { webUrl }) {
      await page.goto(`${webUrl}/sign-up`);
      await page.locator('[name="name"]').fill("Olive");
      await page.locator('[name="email"]').fill("olive(at)example.org");
      // Sent as by a browser without scripts: the server finds what is wrong.
      await page.locator("#sign-up-form").evaluate((form: HTMLFormElement) => form.submit());
      await page.locator("#problems").waitFor();
    },
  },
  at("sign-up-thanks", "/sign-up?done=saved&subreddit=PineLakeHikers"),
  at("sign-up-again", "/sign-up?done=duplicate&subreddit=PineLakeHikers"),
  {
    name: "form-empty",
    async show(page, { untouched }) {
      await page.goto(untouched);
    },
  },
  {
    name: "form-long-reason",
    async show(page, stage) {
      await stage.stand("unsent", standings.received as StoredStanding);
      await page.goto(stage.unsent);
      await page.locator("details.rules:not([open]) summary").first().click();
    },
  },
  {
    name: "form-errors",
    async show(page, { draft }) {
      await page.goto(draft);
      await fill(page, { why_banned: "x ".repeat(900), what_steps: "" });
      await page.locator('main [value="review"]').click();
      await page.locator("#problems").waitFor();
    },
  },
  {
    name: "form-saved",
    async show(page, { draft }) {
      await page.goto(draft);
      await fill(page, {});
      await page.locator('[name="intent"][value="save"]').click();
      await page.locator('[role="status"]').first().waitFor();
    },
  },
  {
    name: "form-review",
    async show(page, { draft }) {
      await page.goto(draft);
      await fill(page, { wrong_actions: "...", what_steps: "I WILL NEVER DO THIS AGAIN" });
      await page.locator('main [value="review"]').click();
      await page.locator('[value="send"]').waitFor();
    },
  },
  {
    name: "form-sent",
    async show(page, stage) {
      await stage.stand("sent", standings.received as StoredStanding);
      await page.goto(`${stage.sent}?sent=1`);
    },
  },
  ...Object.entries(standings).map(
    ([name, standing]): Scene => ({
      name: `status-${name}`,
      async show(page, stage) {
        await stage.stand("sent", standing);
        await page.goto(stage.sent);
      },
    }),
  ),
  {
    name: "status-closed-unsent",
    async show(page, stage) {
      await stage.stand("unsent", standings.closed as StoredStanding);
      await page.goto(stage.unsent);
    },
  },
  {
    name: "status-late",
    async show(page, stage) {
      await stage.stand("unsent", standings.received as StoredStanding);
      await page.goto(stage.unsent);
      await fill(page, {});
      // Somebody has the form open while the appeal is closed.
      await stage.stand("unsent", standings.closed as StoredStanding);
      await page.locator('main [value="review"]').click();
      await page.locator("#late").waitFor();
    },
  },
  at("try", "/try"),
  at("study", "/study"),
  at("privacy", "/privacy"),
  at("legal-notice", "/legal-notice"),
  at("accessibility", "/accessibility"),
  at("lost-link", "/form"),
  at("lost-link-errors", "/form?check=reddit_username,subreddit"),
  at("lost-link-sent", "/form?sent=1"),
  at("not-found", "/nowhere"),
  at("plain-page", "/form/%E0%A4%A"),
];

async function fill(page: Page, other: Readonly<Record<string, string>>): Promise<void> {
  await page.locator('[name="why_appealing"]').last().check();
  for (const [id, words] of Object.entries({ ...writtenAnswers, ...other }))
    await page.locator(`[name="${id}"]`).fill(words);
  await page.locator('[name="will_not_repeat"]').first().check();
}
