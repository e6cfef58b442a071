import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Stage } from "./read-dockerfile.ts";
import { copyRegistryAccess, registryAccess } from "./registry-access.ts";

export interface BuiltStage {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workdir: string;
  readonly user: string;
}

const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Runs a program within a root folder, and shows what it says where it fails. */
export function runIn(
  { root, env, workdir, user }: BuiltStage,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): string {
  return execFileSync("chroot", chrootArguments({ root, workdir, user }, words), {
    env: { PATH: path, HOME: "/root", ...env, ...more },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 26,
  });
}

export function chrootArguments(
  { root, workdir, user }: Pick<BuiltStage, "root" | "workdir" | "user">,
  words: readonly string[],
): string[] {
  const id = user === "node" ? "1000:1000" : "0:0";
  return [`--userspec=${id}`, root, "/bin/sh", "-c", `cd ${workdir} && exec "$@"`, "sh", ...words];
}

/** Debian with Node and npm, as the image `node:…-slim` is: made once, and kept for the next run. */
export function makeBase(folder: string, nodeProgram: string, npmFolder: string): string {
  const root = join(folder, "base");
  if (existsSync(join(root, "usr/local/bin/node"))) {
    copyRegistryAccess(root);
    return root;
  }
  run("debootstrap", ["--variant=minbase", "--include=ca-certificates", "bookworm", root]);
  run("chroot", [root, "groupadd", "-g", "1000", "node"]);
  run("chroot", [root, "useradd", "-u", "1000", "-g", "1000", "-m", "node"]);
  mkdirSync(join(root, "usr/local/lib/node_modules"), { recursive: true });
  run("cp", ["-aL", npmFolder, join(root, "usr/local/lib/node_modules/npm")]);
  for (const name of ["npm", "npx"])
    run("ln", [
      "-sf",
      `../lib/node_modules/npm/bin/${name}-cli.js`,
      join(root, `usr/local/bin/${name}`),
    ]);
  copyRegistryAccess(root);
  copyFileSync(nodeProgram, join(root, "usr/local/bin/node"));
  return root;
}

/** Carries the instructions of one stage out in a copy of the base; `isBuilt` where an earlier run did. */
export function buildStage(
  stage: Stage,
  base: string,
  root: string,
  earlier: ReadonlyMap<string, BuiltStage>,
  say: (line: string) => void,
  isBuilt = false,
): BuiltStage {
  if (!isBuilt) {
    run("rm", ["-rf", root]);
    run("cp", ["-a", "--reflink=auto", base, root]);
  }
  mkdirSync(join(root, "proc"), { recursive: true });
  run("mount", ["-t", "proc", "proc", join(root, "proc")]);
  run("mount", ["--rbind", "/dev", join(root, "dev")]);
  // Packages are fetched once for all stages and runs.
  const store = join(dirname(root), "packages");
  const storeWithin = join(root, "root/.local/share/pnpm");
  for (const each of [store, storeWithin]) mkdirSync(each, { recursive: true });
  run("mount", ["--bind", store, storeWithin]);
  let built: BuiltStage = { root, env: {}, workdir: "/", user: "root" };
  for (const { name, rest } of stage.instructions) {
    const began = performance.now();
    if (name === "ENV") built = { ...built, env: { ...built.env, ...assignment(rest) } };
    else if (name === "WORKDIR") {
      mkdirSync(join(root, rest), { recursive: true });
      built = { ...built, workdir: rest };
    } else if (name === "USER") built = { ...built, user: rest };
    else if (isBuilt) continue;
    else if (name === "COPY") copy(rest, built, earlier);
    // biome-ignore lint/style/noProcessEnv: how this machine reaches the registry is no setting of ours
    else if (name === "RUN") runIn(built, ["/bin/sh", "-c", rest], registryAccess(process.env));
    else continue;
    say(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${name} ${rest}`);
  }
  return built;
}

function copy(
  rest: string,
  { root, workdir }: BuiltStage,
  earlier: ReadonlyMap<string, BuiltStage>,
): void {
  const words = rest.split(" ");
  const from = words[0]?.startsWith("--from=") ? words.shift()?.slice("--from=".length) : undefined;
  const [source = "", target = ""] = words;
  if (from === undefined) {
    // What git knows is what .dockerignore lets through, but for the documentation.
    const files = execFileSync("git", [
      "ls-files",
      "-z",
      "--cached",
      "--others",
      "--exclude-standard",
    ]);
    execFileSync(
      "tar",
      ["--null", "--files-from=-", "--ignore-failed-read", "-cf", join(root, "context.tar")],
      { input: files },
    );
    run("tar", ["--no-same-owner", "-xf", join(root, "context.tar"), "-C", join(root, workdir)]);
    run("rm", [join(root, "context.tar")]);
    return;
  }
  const stage = earlier.get(from);
  if (stage === undefined) throw new Error(`There is no stage ${from} above: COPY ${rest}`);
  mkdirSync(dirname(join(root, target)), { recursive: true });
  // As Docker does, into a folder that is there already.
  run("cp", ["-aT", join(stage.root, source), join(root, target)]);
}

function assignment(rest: string): Readonly<Record<string, string>> {
  const [name = "", ...value] = rest.split("=");
  return { [name]: value.join("=") };
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 2 ** 26 });
}
