import { ControlError } from "@appealmod/reddit-simulator/testing";
import type { Done } from "./done.ts";
import type { Deed } from "./evidence.ts";
import { Play } from "./play.ts";
import type { Players } from "./players.ts";
import type { Story } from "./story.ts";

/** Plays a story to its end. @returns what was done, with its place among Reddit's events */
export async function playStory(players: Players, story: Story): Promise<readonly Deed[]> {
  const { control } = players;
  await control.createRedditor({ name: story.redditor });
  const play = new Play(players, story);
  const deeds: Deed[] = [];
  for (const step of story.steps) {
    if (players.signal.aborted) break;
    const { newest: after } = await control.health();
    const done = await play.take(step).catch(toldRefusal);
    const { newest: until } = await control.health();
    deeds.push({
      step,
      at: { after: done.after ?? after, until },
      conversationId: done.conversationId ?? null,
      form: done.form ?? null,
      decision: done.decision ?? null,
      told: done.told ?? "",
      isVain: done.isVain ?? false,
    });
    if (step.do === "delete-account") break;
  }
  return deeds;
}

/** What Reddit refuses whom it has suspended, muted or made unreachable. */
const refusals: readonly string[] = ["FORBIDDEN", "USER_MUTED", "USER_BLOCKED"];

function toldRefusal(error: unknown): Done {
  if (!(error instanceof ControlError && refusals.includes(error.code))) throw error;
  return { isVain: true, told: `Reddit refused it: ${error.message}` };
}
