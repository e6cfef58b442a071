import { type BanStory, createBanStory, type Installation } from "@appealmod/testing-installation";
import type { Browser, Page } from "@playwright/test";
import type { StoredAppeals } from "../src/site/stored-appeals.ts";
import { fillInForm, reviewAndSend } from "./fill-in-form.ts";
import { expect, test } from "./installation-test.ts";

const archived = 2;

interface Circle {
  readonly installation: Installation;
  readonly stored: StoredAppeals;
  /** The moderator's browser. */
  readonly page: Page;
  readonly subreddit: string;
  readonly moderator: string;
}

async function signIn({ installation, page, moderator }: Circle): Promise<void> {
  await page.goto(`${installation.webUrl}/moderate/join`);
  await page.getByRole("button", { name: "Go on to Reddit" }).click();
  await expect(page.getByText("identity mysubreddits")).toBeVisible();
  await page.getByLabel("Who do you want to be?").selectOption(moderator);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("banner")).toContainText(`u/${moderator}`);
}

async function addCommunity({ installation, page, subreddit }: Circle): Promise<void> {
  const row = page.locator(`#r-${subreddit.toLowerCase()}`);
  await row.getByRole("button", { name: "Bring the bot in" }).click();
  await expect(row).toContainText("looks for its invitation");
  await expect(row).toContainText(`Invite u/${installation.demo.bot.name} as a moderator.`);
  await installation.control.inviteModerator({
    ...{ subreddit, name: installation.demo.bot.name, permissions: ["access", "mail"] },
  });
  // The page looks again by itself, with and without a script.
  await expect(row).toContainText("The bot is a moderator and answers appeals.", {
    timeout: 30_000,
  });
}

/** A ban that is appealed on Reddit, and the form sent in a browser of the redditor's own. */
async function appeal(
  { installation, subreddit }: Circle,
  browserOfRedditor: Page,
  redditor: string,
): Promise<{ readonly story: BanStory; readonly link: string }> {
  const { control, demo, webUrl } = installation;
  const story = createBanStory({ control, webUrl, demo: { ...demo, subreddit } }, redditor);
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  await browserOfRedditor.goto(link);
  await fillInForm(browserOfRedditor);
  await reviewAndSend(browserOfRedditor);
  await story.awaitReturn();
  return { story, link };
}

interface Said {
  readonly kind: "Lift the ban" | "Keep the ban";
  readonly reply: string;
  readonly reason: string;
}

async function decide({ installation, page }: Circle, redditor: string, said: Said): Promise<void> {
  await page.goto(`${installation.webUrl}/moderate`);
  await page.getByRole("link", { name: redditor }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(redditor);
  await page.getByRole("button", { name: "I am on it" }).click();
  await expect(page.getByText("You are on it now.")).toBeVisible();
  await page.getByRole("link", { name: "Go to the decision" }).click();
  await page.getByRole("radio", { name: said.kind }).check();
  await page.getByLabel("Answer to the redditor").fill(said.reply);
  await page.getByLabel("Reason", { exact: true }).fill(said.reason);
  await page.getByRole("button", { name: "Look at it once more" }).last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is this what you decide?");
  await expect(page.getByText(said.reply)).toBeVisible();
  await page.getByRole("button", { name: said.kind }).click();
  await expect(page.getByText("It can be taken back until")).toBeVisible();
}

/** Lets the half minute pass in which a decision can be taken back. */
async function endTakingBack(stored: StoredAppeals): Promise<void> {
  await stored.query("update moderator_decisions set begins_at = now() where state = 'pending'");
  await stored.query(
    "update graphile_worker._private_jobs set run_at = now() where run_at > now()",
  );
}

async function walk(circle: Circle, browser: Browser, javaScriptEnabled: boolean): Promise<void> {
  const { installation, stored, page, subreddit, moderator } = circle;
  const { control, demo } = installation;
  const context = await browser.newContext({ javaScriptEnabled });
  const redditor = await context.newPage();
  const suffix = javaScriptEnabled ? "s" : "n";
  const names = { forgiven: `forgiven_${suffix}`, kept: `kept_${suffix}` };
  await control.createSubreddit({
    name: subreddit,
    moderators: [{ name: moderator, permissions: ["all"] }],
  });

  await signIn(circle);
  await addCommunity(circle);
  const forgiven = await appeal(circle, redditor, names.forgiven);
  const kept = await appeal(circle, redditor, names.kept);
  const lift: Said = {
    kind: "Lift the ban",
    reply: "Welcome back. Please mind the campsite.",
    reason: "You said what you will do otherwise.",
  };
  const keep: Said = {
    kind: "Keep the ban",
    reply: "We have read it, and the ban stays for now.",
    reason: "It was the third time this year.",
  };
  await decide(circle, names.forgiven, lift);
  await decide(circle, names.kept, keep);
  await endTakingBack(stored);

  for (const [{ story }, said] of [
    [forgiven, lift],
    [kept, keep],
  ] as const) {
    await expect
      .poll(async () => (await story.conversation()).state, { timeout: 20_000 })
      .toBe(archived);
    const own = (await story.conversation()).messages.filter(
      ({ author }) => author === demo.bot.name,
    );
    expect(own.filter(({ isInternal }) => !isInternal).at(-1)?.body).toContain(said.reply);
    expect(own.filter(({ isInternal }) => isInternal).at(-1)?.body).toContain(`u/${moderator}`);
  }
  const banned = (await control.bans(subreddit)).map(({ name }) => name);
  expect(banned).toEqual([names.kept]);

  await redditor.goto(forgiven.link);
  await expect(redditor.getByRole("main")).toContainText("lifted");
  await redditor.goto(kept.link);
  await expect(redditor.getByRole("main")).toContainText(keep.reason);
  await page.goto(`${installation.webUrl}/moderate?show=decided`);
  for (const name of Object.values(names))
    await expect(page.getByRole("link", { name })).toBeVisible();
  await context.close();
}

test("from joining to the redditor's page: the whole circle in a browser", async ({
  browser,
  page,
  installation,
  stored,
}) => {
  const [moderator, subreddit] = ["RangerOlive", "BirchRidge"];
  await walk({ installation, stored, page, subreddit, moderator }, browser, true);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the whole circle works as well", async ({ browser, page, installation, stored }) => {
    const [moderator, subreddit] = ["TrailmasterSam", "CedarCreek"];
    await walk({ installation, stored, page, subreddit, moderator }, browser, false);
  });
});
