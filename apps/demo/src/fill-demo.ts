import {
  createBanStory,
  fillForm,
  type Installation,
  readForm,
  submitForm,
  writtenAnswers,
} from "@appealmod/testing-installation";

/** Redditors of whom each has come as far with an appeal as the next newcomer should see one. */
const people = {
  invited: "WaitingWillow",
  writing: "WritingWren",
  mistake: "MixedUpMara",
  withModerators: "PatientPine",
  answered: "TalkingTed",
  granted: "WelcomeWanda",
} as const;

/**
 * Lets a handful of appeals come about on the pretend Reddit, each by what people do: invited, half
 * written, sent, answered by a moderator, granted; and one is only banned, for the newcomer to go on
 * with. Those that are there already stay as they are.
 *
 * @returns three of their form links, by what their page shows
 */
export async function fillDemo(
  installation: Installation,
): Promise<Readonly<Record<"form" | "status" | "granted", string>>> {
  const { control, demo } = installation;
  const known = await control.redditors();
  const linkOf = (name: string) => createBanStory(installation, name).readInvite();
  if (known.some(({ name }) => name === people.invited))
    return {
      form: await linkOf(people.invited),
      status: await linkOf(people.withModerators),
      granted: await linkOf(people.granted),
    };
  await createBanStory(installation, demo.redditors[0] ?? "").ban();
  const invited = async (name: string) => {
    const story = createBanStory(installation, name);
    await story.ban();
    const conversationId = await story.appeal();
    return { story, conversationId, link: await story.readInvite() };
  };
  const sent = async (name: string) => {
    const appeal = await invited(name);
    await submitForm(appeal.link);
    await appeal.story.awaitReturn();
    return appeal;
  };
  const [form, , , status, , granted] = await Promise.all([
    invited(people.invited),
    invited(people.writing).then(({ link }) =>
      post(
        link,
        { why_banned: writtenAnswers.why_banned ?? "", why_appealing: "too_harsh" },
        "save",
      ),
    ),
    invited(people.mistake).then(({ link }) =>
      post(link, { ...mistakeAnswers, why_appealing: "mistake" }, "send"),
    ),
    sent(people.withModerators),
    sent(people.answered).then(({ conversationId }) =>
      control.moderatorReply({
        conversationId,
        by: demo.moderators[0] ?? "",
        body: "Thank you for explaining. What would you do if nobody had a bag with them?",
      }),
    ),
    sent(people.granted).then(async (appeal) => {
      await control.unban({ subreddit: demo.subreddit, name: people.granted });
      return appeal;
    }),
  ]);
  return { form: form.link, status: status.link, granted: granted.link };
}

const mistakeAnswers = {
  why_banned: "I think somebody with nearly my name left the rubbish.",
  describe_rule: "Take home what you bring.",
  describe_actions: "I only posted photos of the lake that week.",
  look_again: "The name under the post of 3 May: it has an extra underscore.",
} as const;

/** Posts a form as a browser without JavaScript does, with no more than these words. */
async function post(
  link: string,
  words: Readonly<Record<string, string>>,
  intent: "save" | "send",
): Promise<void> {
  const form = readForm(await (await fetch(link)).text(), link, "why_banned");
  const body = fillForm(form, words);
  body.set("intent", intent);
  const { ok, status } = await fetch(form.action, { method: "POST", body });
  if (!ok) throw new Error(`the form of ${link} was answered with ${status}`);
}
