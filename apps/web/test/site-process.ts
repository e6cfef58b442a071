import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const appDir = join(import.meta.dirname, "..");

/** A dozen starts read the same sources: this spares a good part of each. */
const compileCache = join(tmpdir(), "appealmod-test-compile-cache");

export interface SiteProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** The settings that it was given, by the names of their variables. */
  readonly settings: readonly string[];
  /** All that it wrote to both outputs. */
  output(): string;
  /** All that is in its log files. */
  log(): string;
  /** @returns milliseconds from the signal to the end */
  stop(signal?: NodeJS.Signals): Promise<number>;
}

/** Starts the site as an operator does, as a process of its own. */
export async function startSite(
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<SiteProcess> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const site = spawnSite(
    {
      APPEALMOD_WEB_PORT: String(port),
      APPEALMOD_WEB_URL: address,
      ...env,
    },
    args,
  );
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (site.output().includes("The site is ready")) resolve();
    };
    site.child.stdout?.on("data", look);
    site.child.once("exit", (code) =>
      reject(new Error(`the site ended with code ${code}:\n${site.output()}`)),
    );
  });
  return { ...site, address };
}

export function spawnSite(
  env: Record<string, string>,
  args: readonly string[] = [],
): Omit<SiteProcess, "address"> {
  const logDir = mkdtempSync(join(tmpdir(), "appealmod-web-log-"));
  const settings = {
    APPEALMOD_SETTINGS_FILE: "/dev/null",
    APPEALMOD_SECRETS_FILE: "/dev/null",
    APPEALMOD_LOG_DIR: logDir,
    ...env,
  };
  const child = spawn(process.execPath, [join(appDir, "bin", "web.ts"), ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: compileCache,
      ...settings,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return {
    child,
    settings: Object.keys(settings).toSorted(),
    output: () => output,
    log: () =>
      readdirSync(logDir)
        .map((name) => readFileSync(join(logDir, name), "utf8"))
        .join(""),
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null) return 0;
      const began = performance.now();
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
      rmSync(logDir, { recursive: true, force: true });
      return performance.now() - began;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
