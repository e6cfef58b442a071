import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerRecipe } from "./server-recipe.ts";

/** A `mongod` from the PATH with a folder of its own; `null` where there is none. */
export async function mongodRecipe(): Promise<ServerRecipe | null> {
  const version = installedVersion();
  if (version === null) return null;
  const folder = await mkdtemp(join(tmpdir(), "appealmod-test-mongod-"));
  return {
    name: `mongod ${version}`,
    command: (port) => [
      "mongod",
      ...["--dbpath", folder, "--bind_ip", "127.0.0.1", "--port", String(port)],
      "--nounixsocket",
    ],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function installedVersion(): string | null {
  try {
    const told = execFileSync("mongod", ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return /v(\d[\d.]*)/.exec(told)?.[1] ?? "of unknown version";
  } catch {
    return null;
  }
}
