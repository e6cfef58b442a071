import { type GoBetween, openProvingGround, type ProvingGround } from "./ground/proving-ground.ts";
import type { ProveOptions } from "./options.ts";
import {
  createWordReader,
  judgeReports,
  judgeShare,
  judgeStory,
  judgeStrangers,
  setScene,
  waitsOf,
} from "./oracle/index.ts";
import { recordOf } from "./record-of.ts";
import { hasFailed, type JudgedStory, mostToldStories, type Verdict } from "./report.ts";
import { type RunResult, runStories } from "./run.ts";
import { communities } from "./stories/story.ts";

export interface Proving {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly between?: (redditUrl: string) => Promise<GoBetween>;
}

/**
 * Opens a proving ground, tells the stories on it, judges them, and leaves nothing behind but the
 * logs, where they are to be kept.
 *
 * @returns `null` when it was interrupted
 */
export async function proveOnce(
  options: ProveOptions,
  { signal, say, between }: Proving,
): Promise<Verdict | null> {
  const ground = await openProvingGround({ ...options, ...(between ? { between } : {}) });
  const killAll = () => ground.killAll();
  process.on("exit", killAll);
  try {
    const result = await runStories(ground, options, signal, say);
    if (signal.aborted) return null;
    const stopMs = await ground.bots.stop();
    return await withRecords(ground, judge(ground, result, stopMs));
  } finally {
    await ground.stop(options.keep);
    process.off("exit", killAll);
  }
}

function judge(ground: ProvingGround, result: RunResult, stopMs: number): Verdict {
  const read = createWordReader(ground.textsPath);
  const waits = result.stories.flatMap((told) => waitsOf(setScene(result.run, told, read)));
  const judged = result.stories.map(
    (evidence): JudgedStory => ({
      evidence,
      judgement: judgeStory({ ...result.run, waits }, evidence, read),
      recorded: [],
    }),
  );
  const shares = communities.flatMap(({ name, fraction }) => {
    const told = judged.filter(({ evidence }) => evidence.story.community.name === name);
    const known = told.filter(({ judgement }) => judgement.arm !== null);
    const treated = known.filter(({ judgement }) => judgement.arm === "treatment").length;
    return judgeShare(treated, known.length, fraction) ?? [];
  });
  return {
    judged,
    general: [
      ...judgeStrangers(result.run, result.strangers),
      ...judgeReports(result.run, result.stories, read),
      ...shares,
    ],
    result,
    endedByItself: ground.bots.endedByItself(),
    stopMs,
    dir: ground.dir,
  };
}

/** Adds what the bot recorded to the stories that are told, so that a failure can be explained. */
async function withRecords({ database }: ProvingGround, verdict: Verdict): Promise<Verdict> {
  const told = verdict.judged
    .filter(({ judgement }) => hasFailed(judgement))
    .slice(0, mostToldStories);
  const judged = verdict.judged.map(async (story) =>
    told.includes(story) ? { ...story, recorded: await recordOf(database, story.evidence) } : story,
  );
  return { ...verdict, judged: await Promise.all(judged) };
}
