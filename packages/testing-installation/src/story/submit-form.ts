import { fillForm, readForm } from "./form-post.ts";

/** Words for the questions that are answered in writing. */
export const writtenAnswers: Readonly<Record<string, string>> = {
  why_banned: "I left two bags of rubbish at the lake campsite.",
  why_appealing_other: "I would like to help with the next clean-up day.",
  describe_rule: "Leave no trace: take home what you bring.",
  describe_actions: "I was in a hurry and thought somebody else would collect it.",
  wrong_actions: "Others had to clean up after me, and animals could have eaten it.",
  what_steps: "I carry a bag for it now, and I joined the clean-up group.",
};

/** The same with the choice that leads to all of these questions. */
const chosenAnswers = { ...writtenAnswers, why_appealing: "other" };

/**
 * Fills in and sends a form as a browser without JavaScript does: reads the page, fills the
 * fields that are there, posts them to where the form says.
 *
 * @returns the page that came back
 * @throws Error with the page's status when a page is not what it should be
 */
export async function submitForm(link: string): Promise<{ status: number; html: string }> {
  const page = await fetch(link);
  if (!page.ok) throw new Error(`the form answered ${page.status}`);
  const form = readForm(await page.text(), link, "why_banned");
  const answer = await fetch(form.action, { method: "POST", body: fillForm(form, chosenAnswers) });
  return { status: answer.status, html: await answer.text() };
}
