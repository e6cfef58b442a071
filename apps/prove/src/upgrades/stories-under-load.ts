import { createBanStory, submitForm } from "@appealmod/testing-installation";

type Stage = Parameters<typeof createBanStory>[0];

export interface Stories {
  readonly finished: () => number;
  /** Lets those that were begun come to their end. */
  stop(): Promise<{ readonly told: number; readonly faults: readonly string[] }>;
}

/** Redditors who are banned, appeal, fill in the form and are forwarded, some at once, one after another. */
export function startStories(stage: Stage, atOnce: number): Stories {
  const faults: string[] = [];
  let [begun, finished, isWanted] = [0, 0, true];
  const tell = async () => {
    while (isWanted) {
      begun += 1;
      const name = `climber_${begun}`;
      const fault = await oneStory(stage, name).catch((error: unknown) => `${error}`);
      if (fault !== null) faults.push(`u/${name}: ${fault}`);
      finished += 1;
    }
  };
  const tellers = Array.from({ length: atOnce }, tell);
  return {
    finished: () => finished,
    async stop() {
      isWanted = false;
      await Promise.all(tellers);
      return { told: finished, faults };
    },
  };
}

async function oneStory(stage: Stage, name: string): Promise<string | null> {
  const story = createBanStory(stage, name);
  await story.ban();
  await story.appeal();
  const link = await story.readInvite();
  let { status } = await submitForm(link);
  // The connection broke: they press the button once more.
  if (status === 502) ({ status } = await submitForm(link));
  if (status !== 200) return `the form was answered with ${status}`;
  await story.awaitReturn();
  const { messages } = await story.conversation();
  const own = messages.filter(({ author }) => author === stage.demo.bot.name);
  const invites = own.filter(({ isInternal, body }) => !isInternal && body.includes("/form/"));
  const notes = own.filter(({ isInternal }) => isInternal);
  const thanks = own.length - invites.length - notes.length;
  const counts = [invites.length, thanks, notes.length];
  return counts.every((count) => count === 1)
    ? null
    : `had ${counts[0]} invites, ${counts[1]} thanks and ${counts[2]} notes`;
}

export interface PageLoad {
  readonly answered: () => number;
  /** @returns what failed */
  stop(): Promise<readonly string[]>;
}

/** Visitors who ask for a page again and again, some at once. */
export function startPageLoad(url: string, atOnce: number): PageLoad {
  const failures: string[] = [];
  let [answered, asked, isWanted] = [0, 0, true];
  const look = async () => {
    asked += 1;
    // Each time somebody else: no limit is to be met.
    const headers = { "X-Forwarded-For": `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}` };
    const response = await fetch(`${url}/`, { headers, signal: AbortSignal.timeout(60_000) });
    await response.arrayBuffer();
    if (response.status === 200) answered += 1;
    else failures.push(`a page was answered with ${response.status}`);
  };
  const visitors = Array.from({ length: atOnce }, async () => {
    while (isWanted) await look().catch((error: unknown) => failures.push(`a page: ${error}`));
  });
  return {
    answered: () => answered,
    async stop() {
      isWanted = false;
      await Promise.all(visitors);
      return failures;
    },
  };
}
