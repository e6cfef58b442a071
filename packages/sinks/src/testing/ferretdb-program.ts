import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { goProgram } from "./go-program.ts";

const sources = join(import.meta.dirname, "../../test/ferretdb");
const sourceFiles = ["main.go", "go.mod", "go.sum"];
/** The first build compiles some hundred packages; later ones come out of Go's cache. */
const buildMs = 10 * 60_000;

/**
 * Builds FerretDB v1 from the Go program in `test/ferretdb`, or finds it built before in the
 * user's cache.
 *
 * @returns the path of the program.
 * @throws an error that says what is missing.
 */
export async function ferretDbProgram(): Promise<string> {
  const digest = createHash("sha256");
  for (const name of sourceFiles) digest.update(readFileSync(join(sources, name)));
  const cache = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"),
    "appealmod",
    `ferretdb-${digest.digest("hex").slice(0, 16)}-${process.platform}-${process.arch}`,
  );
  const program = join(cache, "ferretdb");
  if (existsSync(program)) return program;
  const go = await goProgram();
  await mkdir(cache, { recursive: true });
  const fresh = join(cache, `building-${process.pid}`);
  try {
    await promisify(execFile)(go, ["build", "-buildvcs=false", "-o", fresh, "."], {
      cwd: sources,
      timeout: buildMs,
    });
    await chmod(fresh, 0o755);
    // Several test runs may build at once; whichever is last wins, with the same content.
    await rename(fresh, program);
  } catch (error) {
    throw new Error(`FerretDB could not be built with Go: ${String(error).slice(0, 1500)}`);
  } finally {
    await rm(fresh, { force: true });
  }
  return program;
}
