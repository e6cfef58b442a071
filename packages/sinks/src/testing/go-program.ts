import { execFile } from "node:child_process";
import { chmod, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What an older Go is replaced by; at least what `test/ferretdb/go.mod` asks for. */
const toolchain = "go1.24.9";
/** From here on Go fetches the version that a module asks for by itself. */
const fetchesByItself = 21;

/**
 * A Go that can build FerretDB. Debian 12's own is too old for it, but can fetch a newer one
 * through the module proxy, checked against Go's public list of checksums.
 *
 * @returns the program's name or path.
 * @throws an error that says what is missing.
 */
export async function goProgram(): Promise<string> {
  const [version = "", os, arch] = await installedGo();
  const minor = Number(/^go1\.(\d+)/.exec(version)?.[1]);
  if (!(minor < fetchesByItself)) return "go";
  const module = `golang.org/toolchain@v0.0.1-${toolchain}.${os}-${arch}`;
  const { stdout } = await run("go", ["mod", "download", "-json", module], { cwd: tmpdir() });
  const { Dir: folder } = JSON.parse(stdout) as { Dir: string };
  // Only a Go of 2023 or later knows that some of the files in this module are programs.
  for (const path of [join(folder, "bin"), join(folder, "pkg", "tool", `${os}_${arch}`)])
    for (const name of await readdir(path)) await chmod(join(path, name), 0o755);
  return join(folder, "bin", "go");
}

async function installedGo(): Promise<readonly string[]> {
  try {
    const { stdout } = await run("go", ["env", "GOVERSION", "GOOS", "GOARCH"]);
    return stdout.trim().split("\n");
  } catch {
    throw new Error(
      "there is neither a mongod on the PATH nor a Go to build FerretDB with (any since 1.19: Debian's package golang-go, or https://go.dev/dl)",
    );
  }
}
