import { createBanStory, type Installation, submitForm } from "@appealmod/testing-installation";
import type { Stage } from "./scenes.ts";
import type { StoredAppeals } from "./stored-appeals.ts";

/** As moderators write who explain themselves well; it takes more than a phone's screen. */
const longReason = [
  "Hello! We have removed your posts of last week and banned you, for these reasons.",
  ...Array.from(
    { length: 8 },
    (_, day) =>
      `Day ${day + 1}: rubbish was left at the lake campsite, and others had to carry it home.`,
  ),
  "Please read the rules before you write to us: https://www.reddit.com/r/PineLakeHikers/about/rules/?of=the-campsite-and-the-shore",
].join("\n\n");

/** Lets four redditors be banned and invited, and one of them send the form. */
export async function setStage(installation: Installation, stored: StoredAppeals): Promise<Stage> {
  const invited = async (name: string, message?: string) => {
    const story = createBanStory(installation, name);
    await story.ban(message === undefined ? {} : { message });
    await story.appeal();
    return story;
  };
  const names = { untouched: "NewBoots", draft: "MuddyBoots", sent: "OldBoots", unsent: "NoBoots" };
  const stories = {
    untouched: await invited(names.untouched),
    draft: await invited(names.draft),
    sent: await invited(names.sent),
    unsent: await invited(names.unsent, longReason),
  };
  const sent = await stories.sent.readInvite();
  await submitForm(sent);
  await stories.sent.awaitReturn();
  return {
    webUrl: installation.webUrl,
    untouched: await stories.untouched.readInvite(),
    draft: await stories.draft.readInvite(),
    sent,
    unsent: await stories.unsent.readInvite(),
    stand: (form, standing) => stored.set(names[form], standing),
  };
}
