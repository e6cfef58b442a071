import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { precompressAssets } from "./precompressed-assets.ts";

/** What a build is made from, below the web app and the repository's root. */
const ownSources = ["src", "messages", "public", "next.config.ts", "package.json"];
const otherSources = ["packages/core/src", "pnpm-lock.yaml"];

export class BuildError extends Error {
  override readonly name = "BuildError";
}

export interface EnsureBuildOptions {
  readonly appDir: string;
  readonly rootDir: string;
  /** Told once when a build begins: it takes some seconds. */
  readonly notice: (line: string) => void;
  /** Ends a build that has begun. */
  readonly signal?: AbortSignal;
}

/**
 * Makes sure that there is a build of the site as its sources are now. Several processes
 * may start at once: one builds, the others wait for it.
 *
 * @throws BuildError with the end of the build's output
 */
export async function ensureBuild(options: EnsureBuildOptions): Promise<void> {
  const { appDir, rootDir, notice, signal } = options;
  const wanted = await hashOfSources(appDir, rootDir);
  const stamp = join(appDir, ".next", "sources-hash");
  const isFresh = async () =>
    existsSync(join(appDir, ".next", "BUILD_ID")) &&
    (await readFile(stamp, "utf8").catch(() => "")) === wanted;

  if (await isFresh()) return;
  const unlock = await lock(join(appDir, "node_modules", ".web-build.lock"), signal);
  try {
    if (await isFresh()) return;
    notice("Building the site; this takes about 20 seconds and is done once …");
    await rm(stamp, { force: true });
    await build(appDir, signal);
    // The tools are large, and needed for this alone.
    const { buildPublicSite } = await import("./build-public-site.ts");
    await buildPublicSite(appDir);
    await precompressAssets(join(appDir, ".next"));
    await writeFile(stamp, wanted);
  } finally {
    await unlock();
  }
}

async function hashOfSources(appDir: string, rootDir: string): Promise<string> {
  const hash = createHash("sha256");
  const roots = [
    ...ownSources.map((path) => join(appDir, path)),
    ...otherSources.map((path) => join(rootDir, path)),
  ];
  for (const root of roots) {
    for (const file of await filesIn(root)) {
      hash
        .update(file.slice(rootDir.length))
        .update("\0")
        .update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

async function filesIn(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  const names = (await readdir(path)).sort();
  return (await Promise.all(names.map((name) => filesIn(join(path, name))))).flat();
}

/** A lock that is void once its holder is gone. */
async function lock(path: string, signal: AbortSignal | undefined): Promise<() => Promise<void>> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      const file = await open(path, "wx");
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EACCES" || code === "EROFS")
        throw new BuildError(
          `The site is not built from these sources, and this account may not write ${dirname(path)} (${code}). Build it as the account that owns the folder: ./node_modules/.bin/pnpm --filter @appealmod/web build`,
        );
      if (code !== "EEXIST") throw error;
    }
    const written = await readFile(path, "utf8").catch(() => "");
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (written === "" ? age > 5000 : !isAlive(Number(written))) await rm(path, { force: true });
    else await wait(200, undefined, signal ? { signal } : {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function build(appDir: string, signal: AbortSignal | undefined): Promise<void> {
  const next = createRequire(join(appDir, "package.json")).resolve("next/dist/bin/next");
  return new Promise((resolve, reject) => {
    // A group of its own, so that its workers end with it.
    const child = spawn(process.execPath, [next, "build"], {
      cwd: appDir,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-6000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const stop = () => {
      if (child.pid !== undefined && child.exitCode === null) {
        try {
          process.kill(-child.pid, "SIGKILL");
        } catch {
          // It has just ended by itself.
        }
      }
    };
    signal?.addEventListener("abort", stop, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", stop);
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve();
      else reject(new BuildError(`The site could not be built:\n${output.trimEnd()}`));
    });
  });
}
