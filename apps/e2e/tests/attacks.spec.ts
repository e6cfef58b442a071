/// <reference lib="dom" />
import { dialects, readHtml } from "@appealmod/core/testing/markdown";
import { writtenAnswers } from "@appealmod/testing-installation";
import { fillInForm } from "./fill-in-form.ts";
import { expect, test } from "./installation-test.ts";

const script = `<script>window.isAttacked = true</script><img src=x onerror="window.isAttacked=true">`;
const sql = `'; drop table appeals; --`;
const mention = "u/everyone [click](javascript:alert(1))";

test("script, SQL and links in every field reach the moderators as text, and run nowhere", async ({
  page,
  story,
  stored,
}) => {
  const dialogs: string[] = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  const blocked: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) blocked.push(message.text());
  });
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  await page.goto(link);
  await fillInForm(page);
  const words = Object.fromEntries(
    Object.keys(writtenAnswers).map((id) => [id, `${id} ${script} ${sql} ${mention}`]),
  );
  for (const [id, text] of Object.entries(words)) await page.locator(`[name="${id}"]`).fill(text);
  await page.locator('main [value="review"]').click();
  await page.locator('[value="send"]').click();
  await expect(page.getByText(sql).first()).toBeVisible();
  await expect(page.locator("main img, main script")).toHaveCount(0);
  expect(await page.evaluate(() => "isAttacked" in window)).toBe(false);
  expect(dialogs).toEqual([]);
  // The pages never even tried: nothing had to be blocked.
  expect(blocked).toEqual([]);

  const note = await story.readNote();
  for (const render of Object.values(dialects)) {
    const blocks = readHtml(render(note));
    for (const typed of Object.values(words))
      expect(blocks.map(({ text }) => text)).toContain(typed);
    const quoted = blocks.filter(({ within }) => within.includes("blockquote"));
    expect(quoted.flatMap(({ inline }) => inline)).toEqual([]);
  }
  const [count] = await stored.query<{ appeals: string }>(
    "select count(*) as appeals from appeals",
  );
  expect(Number(count?.appeals)).toBeGreaterThan(0);
});

test("a link of one redditor shows nothing of another, and a changed one shows nothing", async ({
  page,
  story,
  installation,
}) => {
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  const changed = link.slice(0, -1) + (link.endsWith("A") ? "B" : "A");
  for (const wrong of [changed, link.slice(0, -1), `${link}x`, link.toUpperCase()]) {
    const answer = await page.goto(wrong);
    expect(answer?.status(), wrong.slice(-4)).toBe(404);
    expect(await page.content()).not.toContain(story.redditor);
  }
  const lines = [installation.web.output(), installation.bot.output()].join("\n");
  expect(lines).not.toContain(link.split("/form/")[1]);
});
