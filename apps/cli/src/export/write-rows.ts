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
 * @returns how many rows there were; `null` when the stream's reader had seen enough before
 * @throws CommandFailed when the file cannot be made
 */
export async function writeRows(
  rows: AsyncIterable<ExportedAppeal>,
  format: RowFormat,
  destination: string | Writable,
): Promise<number | null> {
  let count = 0;
  async function* counted(): AsyncGenerator<ExportedAppeal, void, undefined> {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
  }
  const source = counted();
  try {
    if (typeof destination === "string") await toFile(source, format, destination);
    else if (!(await toStream(source, format, destination))) return null;
    return count;
  } finally {
    // A reader that leaves early must not keep the rows' connection waiting for it.
    await source.return();
  }
}

/** @returns false when the reader left, as `head` does: nobody is there to be told more */
async function toStream(
  rows: AsyncIterable<ExportedAppeal>,
  format: RowFormat,
  stream: Writable,
): Promise<boolean> {
  let failure: NodeJS.ErrnoException | undefined;
  const note = (error: Error) => {
    failure = error;
  };
  stream.once("error", note);
  try {
    await pipeline(Readable.from(rows), format(), stream, { end: false });
    return true;
  } catch (error) {
    // The database's connection may break with the same code: that is a failure.
    if (error === failure && failure?.code === "EPIPE") return false;
    throw error;
  } finally {
    stream.off("error", note);
  }
}

async function toFile(
  rows: AsyncIterable<ExportedAppeal>,
  format: RowFormat,
  path: string,
): Promise<void> {
  const file = await create(path);
  try {
    await pipeline(Readable.from(rows), format(), file.createWriteStream());
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function create(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new CommandFailed(`${path} exists already. Name another file, or remove that one.`, {
      cause: error,
    });
  }
}
