import { commandFor, parseOptions, UsageError, usage } from "./options.ts";
import { runTarget, type TargetResult } from "./run-target.ts";
import { mostTold, type TargetName } from "./target.ts";

async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  if (options === null) {
    process.stdout.write(usage);
    return 0;
  }
  const { seed } = options;
  process.stdout.write(`seed ${seed}\n`);
  const results: { name: TargetName; asked: number; result: TargetResult }[] = [];
  for (const [name, asked] of options.cases) {
    const say = (cases: number) => {
      if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${name}: ${cases} of ${asked}`);
    };
    results.push({ name, asked, result: await runTarget({ name, cases: asked, seed }, say) });
    if (process.stdout.isTTY) process.stdout.write("\r\u001b[2K");
  }
  const lines = [
    row("target", ["cases", "seconds", "crashes", "hangs", "unhandled rejections"]),
    ...results.map(({ name, result }) =>
      row(name, [
        result.cases.toLocaleString("en"),
        (result.tookMs / 1000).toFixed(1),
        result.crashes.length,
        result.hangs.length,
        result.unhandled.length,
      ]),
    ),
    "",
    ...results.map(({ name, result }) => `${name}: ${endsOf(result)}`),
    "",
  ];
  const failed = results.filter(({ asked, result }) => hasFailed(result, asked));
  for (const { name, asked, result } of failed) {
    for (const words of [...result.crashes, ...result.hangs, ...result.unhandled].slice(
      0,
      mostTold,
    ))
      lines.push(`${name}: ${words}`, "");
    lines.push(`again: ${commandFor(name, asked, seed)}`, "");
  }
  lines.push(failed.length === 0 ? "Nothing crashed, hung or was left unhandled." : "FAILED.", "");
  process.stdout.write(lines.join("\n"));
  return failed.length === 0 ? 0 : 1;
}

function hasFailed({ cases, crashes, hangs, unhandled }: TargetResult, asked: number): boolean {
  return crashes.length + hangs.length + unhandled.length > 0 || cases < asked;
}

function endsOf({ ends }: TargetResult): string {
  return [...ends]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([end, count]) => `${end} ${count.toLocaleString("en")}`)
    .join(", ");
}

function row(name: string, cells: readonly (string | number)[]): string {
  const [cases, seconds, crashes, hangs, unhandled] = cells.map(String);
  return `${name.padEnd(10)}${cases?.padStart(10)}${seconds?.padStart(10)}${crashes?.padStart(10)}${hangs?.padStart(8)}${unhandled?.padStart(22)}`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const words = error instanceof Error ? (isUsage ? error.message : error.stack) : String(error);
  process.stderr.write(`${words}\n${isUsage ? "Try --help.\n" : ""}`);
  process.exitCode = 2;
}
