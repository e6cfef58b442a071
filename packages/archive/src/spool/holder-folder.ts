import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { identityOf, lifeOf } from "./process-identity.ts";

const ownerFile = "owner.json";
const folderPrefix = "writer-";
const arrivalPrefix = "in-";
/** A folder under this name is still being made. */
const unfinishedPrefix = ".new-";

const ownerSchema = z.object({
  identity: z.object({ pid: z.number(), began: z.string(), place: z.string() }).nullable(),
});

/**
 * The folder inside the spool that one writer holds alone: only it appends to, ships from and
 * deletes in it. What a dead writer left is taken over by moving its whole folder into one's
 * own, which the file system lets only one process do.
 */
export class HolderFolder {
  readonly spoolDir: string;
  readonly writer: string;
  readonly path: string;
  readonly #staleMs: number;

  private constructor(spoolDir: string, writer: string, staleMs: number) {
    this.spoolDir = spoolDir;
    this.writer = writer;
    this.path = join(spoolDir, folderPrefix + writer);
    this.#staleMs = staleMs;
  }

  /** @throws the system's error when the spool cannot be written to. */
  static make(spoolDir: string, writer: string, staleMs: number): HolderFolder {
    const folder = new HolderFolder(spoolDir, writer, staleMs);
    const unfinished = join(spoolDir, unfinishedPrefix + writer);
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    writeFileSync(
      join(unfinished, ownerFile),
      JSON.stringify({ identity: identityOf(process.pid) }),
      { mode: 0o600 },
    );
    renameSync(unfinished, folder.path);
    return folder;
  }

  /** Names of the files in it, the owner's mark excluded. */
  files(): readonly string[] {
    return readdirSync(this.path).filter((name) => name !== ownerFile);
  }

  /** Gives a sign of life; false when another process took this one for dead and the folder with it. */
  touch(): boolean {
    try {
      const now = new Date();
      utimesSync(join(this.path, ownerFile), now, now);
      return true;
    } catch {
      return existsSync(join(this.path, ownerFile));
    }
  }

  /** Takes over what dead writers left. Answers with the names of the files that arrived. */
  adopt(): readonly string[] {
    for (const name of readdirSync(this.spoolDir)) {
      const folder = join(this.spoolDir, name);
      if (name.startsWith(unfinishedPrefix)) this.#removeUnfinished(folder);
      if (!name.startsWith(folderPrefix) || folder === this.path) continue;
      if (!this.#isLeft(folder)) continue;
      try {
        renameSync(folder, join(this.path, arrivalPrefix + name));
      } catch {
        // Another process was faster, or it came back to life and tidied up.
      }
    }
    const arrived: string[] = [];
    for (const entry of readdirSync(this.path, { withFileTypes: true })) {
      if (entry.isDirectory()) this.#unpack(join(this.path, entry.name), arrived);
    }
    return arrived;
  }

  /** Leaves the folder to the next process; removes it where nothing is in it. */
  release(): void {
    rmSync(join(this.path, ownerFile), { force: true });
    try {
      rmdirSync(this.path);
    } catch {
      // Not empty: what is in it waits for whoever comes next.
    }
  }

  #isLeft(folder: string): boolean {
    const life = lifeOfOwner(folder);
    if (life !== "unknown") return life === "dead";
    try {
      return Date.now() - statSync(join(folder, ownerFile)).mtimeMs > this.#staleMs;
    } catch {
      return false;
    }
  }

  #unpack(folder: string, arrived: string[]): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const from = join(folder, entry.name);
      if (entry.isDirectory()) this.#unpack(from, arrived);
      else if (entry.name === ownerFile) rmSync(from, { force: true });
      else {
        renameSync(from, join(this.path, entry.name));
        arrived.push(entry.name);
      }
    }
    rmdirSync(folder);
  }

  #removeUnfinished(folder: string): void {
    try {
      if (Date.now() - statSync(folder).mtimeMs > this.#staleMs) {
        rmSync(folder, { recursive: true, force: true });
      }
    } catch {
      // Finished meanwhile.
    }
  }
}

/** A name that no other writer has, and that sorts by the time of its making. */
export function writerName(now: Date): string {
  const moment = now.toISOString().replace(/[-:]|\.\d+Z/g, "");
  return `${moment}-${randomBytes(6).toString("hex")}`;
}

/** A folder without its owner's mark was released. */
function lifeOfOwner(folder: string): "alive" | "dead" | "unknown" {
  const path = join(folder, ownerFile);
  try {
    const { identity } = ownerSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return identity === null ? "unknown" : lifeOf(identity);
  } catch {
    return existsSync(path) ? "unknown" : "dead";
  }
}
