import { configFromEnvironment } from "@appealmod/config";
import { runCli } from "./run-cli.ts";

// Whoever reads our output may stop before its end, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  loadConfig: configFromEnvironment,
  now: () => new Date(),
  currentDir: process.cwd(),
});
