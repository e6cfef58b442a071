import { cpus, totalmem } from "node:os";
import { killEverything } from "./ground/bench-ground.ts";
import type { Bench, Measurement } from "./measurement.ts";
import { parseOptions, type RowName, UsageError, usage } from "./options.ts";
import { measureBacklog } from "./rows/backlog.ts";
import { measureBurst } from "./rows/burst.ts";
import { measureCoverage } from "./rows/coverage.ts";
import { measureInstallation } from "./rows/installation.ts";
import { measurePasses } from "./rows/passes.ts";
import { measureRequests } from "./rows/requests.ts";
import { measureResearch } from "./rows/research.ts";
import { measureRoom, openSeededRoom } from "./rows/room.ts";
import { measureSite } from "./rows/site.ts";
import { measureSiteAgainst } from "./rows/site-against.ts";
import { measureWaiting } from "./rows/waiting.ts";
import { measureWorkers } from "./rows/workers.ts";
import { table } from "./table.ts";

const measures: Readonly<Record<RowName, (bench: Bench) => Promise<readonly Measurement[]>>> = {
  requests: measureRequests,
  passes: measurePasses,
  waiting: measureWaiting,
  workers: measureWorkers,
  site: measureSite,
  room: measureRoom,
  research: measureResearch,
  coverage: measureCoverage,
  backlog: measureBacklog,
  burst: measureBurst,
  installation: measureInstallation,
};

async function main(argv: readonly string[]): Promise<void> {
  const options = parseOptions(argv);
  if (options === null) {
    process.stdout.write(usage);
    return;
  }
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      interrupted.abort();
      // Whatever is being awaited would otherwise go on to its end.
      killEverything();
      process.exit(2);
    });
  process.on("exit", killEverything);
  const began = performance.now();
  const say = (line: string) =>
    void process.stderr.write(
      `${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}\n`,
    );
  process.stdout.write(`${machine()}\n`);
  const { isQuick, appeals, against } = options;
  const bench: Bench = { isQuick, appeals, signal: interrupted.signal, say };
  if (options.isSeedOnly) return openSeededRoom(bench);
  const measured: Measurement[] = [];
  for (const row of options.rows) {
    const ofRow: Bench = { ...bench, say: (line) => say(`${row}: ${line}`) };
    const isCompared = row === "site" && against !== null;
    measured.push(
      ...(isCompared ? await measureSiteAgainst(ofRow, against) : await measures[row](ofRow)),
    );
  }
  process.stdout.write(`\n${table(measured)}\n`);
}

function machine(): string {
  const [first] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} × ${first?.model ?? "unknown"}, ${memory} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const words = error instanceof Error ? (isUsage ? error.message : error.stack) : String(error);
  process.stderr.write(`${words}\n${isUsage ? "Try --help.\n" : ""}`);
  process.exitCode = 2;
}
