import { readFile, rename, writeFile } from "node:fs/promises";
import { readSnapshot, writeSnapshot } from "./state/snapshot.ts";
import type { World } from "./state/world.ts";

export interface StateFile {
  /** The saved world, or null when there is no file yet. @throws Error when it cannot be read */
  load(): Promise<World | null>;
  /** Saves soon: changes of a quarter of a second go into one write. */
  schedule(): void;
  /** Saves now, after whatever is under way. */
  flush(): Promise<void>;
}

const DELAY_MS = 250;

/** The world in a file, written beside it and then renamed, so that it is never half a file. */
export function createStateFile(path: string, world: () => World): StateFile {
  let timer: NodeJS.Timeout | null = null;
  let dirty = false;
  let writing: Promise<void> = Promise.resolve();

  const save = async (): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    const beside = `${path}.${process.pid}.tmp`;
    await writeFile(beside, writeSnapshot(world()), { mode: 0o600 });
    await rename(beside, path);
  };
  const saveInTurn = (): Promise<void> => {
    writing = writing.then(save);
    return writing;
  };
  const report = (error: unknown): void => {
    dirty = true;
    writing = Promise.resolve();
    process.stderr.write(`Reddit simulator: the state file ${path} cannot be written: ${error}\n`);
  };
  return {
    async load() {
      try {
        return readSnapshot(await readFile(path, "utf8"));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`The state file ${path} cannot be read: ${why}`);
      }
    },
    schedule() {
      dirty = true;
      timer ??= setTimeout(() => {
        timer = null;
        saveInTurn().catch(report);
      }, DELAY_MS);
    },
    async flush() {
      if (timer) clearTimeout(timer);
      timer = null;
      await saveInTurn();
    },
  };
}
