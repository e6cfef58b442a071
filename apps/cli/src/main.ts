import { setGlobalProxyFromEnv } from "node:http";
import { type Config, configFromEnvironment, outboundProxy, secretValues } from "@appealmod/config";
import { catchLastWords } from "@appealmod/logger";
import { runCli } from "./run-cli.ts";

const lastWords = catchLastWords();

// Whoever reads our output may stop before its end, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  loadConfig,
  now: () => new Date(),
  currentDir: process.cwd(),
});

/** Whoever asks for the settings may ask Reddit next: by way of the proxy that is named. */
function loadConfig(): Config {
  const config = configFromEnvironment();
  lastWords.hide(secretValues(config));
  const proxy = outboundProxy(config);
  if (proxy !== null) setGlobalProxyFromEnv(proxy.environment);
  return config;
}
