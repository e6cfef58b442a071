import { openProvingGround, type ProvingGround } from "./ground/proving-ground.ts";
import { type ProveOptions, parseOptions, UsageError, usage } from "./options.ts";
import { createWordReader, judgeShare, judgeStory, judgeStrangers } from "./oracle/index.ts";
import { isClean, type JudgedStory, report, type Verdict } from "./report.ts";
import { type RunResult, runStories } from "./run.ts";
import { communities } from "./stories/story.ts";

async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  if (options === null) {
    process.stdout.write(usage);
    return 0;
  }
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => interrupted.abort());
  const ground = await openProvingGround(options);
  const killAll = () => ground.killAll();
  process.on("exit", killAll);
  try {
    return await prove(ground, options, interrupted.signal);
  } finally {
    await ground.stop(options.keep);
    process.off("exit", killAll);
    if (options.keep) process.stdout.write(`The logs are in ${ground.dir}\n`);
  }
}

async function prove(
  ground: ProvingGround,
  options: ProveOptions,
  signal: AbortSignal,
): Promise<number> {
  const result = await runStories(ground, options, signal, sayProgress);
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[2K");
  if (signal.aborted) {
    process.stdout.write("Interrupted; nothing was judged.\n");
    return 2;
  }
  const stopMs = await ground.bots.stop();
  const verdict = judge(ground, result, stopMs);
  process.stdout.write(report(verdict, options));
  return isClean(verdict) ? 0 : 1;
}

function judge(ground: ProvingGround, result: RunResult, stopMs: number): Verdict {
  const read = createWordReader(ground.textsPath);
  const judged = result.stories.map(
    (evidence): JudgedStory => ({
      evidence,
      judgement: judgeStory(result.run, evidence, read),
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
    general: [...judgeStrangers(result.run, result.strangers), ...shares],
    result,
    endedByItself: ground.bots.endedByItself(),
    stopMs,
  };
}

let lastSaid = 0;

/** One line that is written over at a terminal, and one line every ten seconds elsewhere. */
function sayProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${line}`);
  else if (Date.now() - lastSaid > 10_000) {
    lastSaid = Date.now();
    process.stdout.write(`${line}\n`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const words = error instanceof Error ? (isUsage ? error.message : error.stack) : String(error);
  process.stderr.write(`${words}\n${isUsage ? "Try --help.\n" : ""}`);
  process.exitCode = 2;
}
