import {
  createBanStory,
  type Installation,
  submitForm,
  writtenAnswers,
} from "@appealmod/testing-installation";
import { printRecords, readRecords } from "./show-records.ts";

/** Prints each step of the story with the time since the one before. */
function createReporter(): (step: string) => number {
  let last = performance.now();
  return (step) => {
    const now = performance.now();
    const took = now - last;
    last = now;
    process.stdout.write(`${`${(took / 1000).toFixed(2)} s`.padStart(9)}  ${step}\n`);
    return took;
  };
}

/**
 * Lives through the main story, from ban to private note, and checks what everybody sees.
 *
 * @throws Error naming what was awaited and did not come
 */
export async function checkStory(installation: Installation): Promise<void> {
  const { control, demo } = installation;
  const story = createBanStory(installation, demo.redditors[0] ?? "MossyBoots");
  const say = createReporter();

  await story.ban();
  say(`u/${story.redditor} is banned from r/${demo.subreddit}`);
  await story.appeal();
  say("the redditor answers the ban notice");
  const link = await story.readInvite();
  say("the bot's invite with a form link is in the redditor's inbox");
  const { status, html } = await submitForm(link);
  if (status !== 200)
    throw new Error(`the sent form was answered with ${status}: ${html.slice(0, 500)}`);
  say("the form is filled in and sent, over HTTP and without JavaScript");
  const note = await story.readNote();
  const took = say("the private note with the answers stands");
  const view = await story.awaitReturn();
  say("the conversation is back with the moderators");

  const missing = Object.entries(writtenAnswers)
    .filter(([id, words]) => id !== "why_appealing_other" && !note.includes(words))
    .map(([id]) => id);
  if (missing.length > 0)
    throw new Error(`the note lacks the answers to ${missing.join(", ")}:\n${note}`);
  const own = view.messages.filter((message) => message.author === demo.bot.name);
  if (own.length !== 3)
    throw new Error(`the bot wrote ${own.length} messages instead of invite, final and note`);
  const { byEndpoint } = await control.requests();
  process.stdout.write(
    [
      "",
      `Form sent → note posted: ${(took / 1000).toFixed(2)} s.`,
      `Requests to Reddit by endpoint: ${JSON.stringify(byEndpoint)}`,
      "",
      note,
      "",
      "What the research archive holds of it (from the database, as no MongoDB is configured):",
      "",
    ].join("\n"),
  );
  const records = await readRecords(installation.dataDir, {
    conversationId: view.id,
    redditor: story.redditor,
  });
  printRecords(records);
  process.stdout.write("\n");
  if (JSON.stringify(records).includes(link.split("/").at(-1) ?? link))
    throw new Error("the research archive holds the redditor's form link");
}
