import { type ProveOptions, parseOptions, runsOf, UsageError, usage } from "./options.ts";
import { type Proving, proveOnce } from "./prove-once.ts";
import { isClean, report } from "./report.ts";
import { shrinkFailure } from "./shrink/shrink-failure.ts";

async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  if (options === null) {
    process.stdout.write(usage);
    return 0;
  }
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => interrupted.abort());
  const runs = runsOf(options);
  const failed: number[] = [];
  for (const run of runs) {
    process.stdout.write(`Seed ${run.seed}: ${run.stories} stories.\n`);
    const code = await prove(run, { signal: interrupted.signal, say: sayProgress });
    if (code === 1) failed.push(run.seed);
    else if (code !== 0) return code;
  }
  if (runs.length > 1) process.stdout.write(seedsLine(runs.length, failed));
  return failed.length === 0 ? 0 : 1;
}

function seedsLine(count: number, failed: readonly number[]): string {
  if (failed.length === 0) return `Proven with ${count} seeds.\n`;
  return `Not proven with ${failed.length} of ${count} seeds: ${failed.join(", ")}.\n`;
}

async function prove(options: ProveOptions, proving: Proving): Promise<number> {
  const verdict = await proveOnce(options, proving);
  clearProgress();
  if (verdict === null) {
    process.stdout.write("Interrupted; nothing was judged.\n");
    return 2;
  }
  process.stdout.write(report(verdict, options));
  if (options.keep) process.stdout.write(`The logs are in ${verdict.dir}\n`);
  if (isClean(verdict)) return 0;
  if (options.shrinkMs > 0) {
    const shrunk = await shrinkFailure(verdict, options, proving);
    clearProgress();
    process.stdout.write(`${shrunk.told}\n`);
  }
  return 1;
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

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[2K");
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const words = error instanceof Error ? (isUsage ? error.message : error.stack) : String(error);
  process.stderr.write(`${words}\n${isUsage ? "Try --help.\n" : ""}`);
  process.exitCode = 2;
}
