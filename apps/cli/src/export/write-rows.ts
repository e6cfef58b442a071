import { type FileHandle, open, rm } from "node:fs/promises";
import { type Duplex, Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ExportedAppeal } from "@appealmod/db";
import { CommandFailed } from "../failures.ts";

/** Takes rows and gives text. */
export type RowFormat = () => Duplex;

/**
 * Writes rows as they come, never faster than they are taken. A file that could not be
 * finished is removed.
 *
 * @param destination a path at which there is nothing yet, or a stream, which stays open
 * @returns how many rows there were
 * @throws CommandFailed when the file cannot be made
 */
export async function writeRows(
  rows: AsyncIterable<ExportedAppeal>,
  format: RowFormat,
  destination: string | Writable,
): Promise<number> {
  let count = 0;
  async function* counted() {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  if (typeof destination !== "string") {
    await pipeline(Readable.from(counted()), format(), destination, { end: false });
    return count;
  }
  const file = await create(destination);
  try {
    await pipeline(Readable.from(counted()), format(), file.createWriteStream());
  } catch (error) {
    await rm(destination, { force: true });
    throw error;
  }
  return count;
}

async function create(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandFailed(
      code === "EEXIST"
        ? `${path} exists already. Name another file, or remove that one.`
        : `${path} cannot be written: ${message}`,
      { cause: error },
    );
  }
}
