import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What stands in the place of what was deleted, byte for byte. */
const mask = "x".charCodeAt(0);

/**
 * Overwrites words in all log files of a folder by as many letters. The files keep their length, so
 * that programs which write on at their end lose nothing.
 *
 * @param words such as a name or an account's id; upper and lower case count as the same
 * @returns how many places were overwritten
 */
export async function maskInFiles(dir: string, words: readonly string[]): Promise<number> {
  const long = words.filter((word) => word.length > 2).map((word) => word.toLowerCase());
  const wanted = [...new Set(long)];
  if (wanted.length === 0) return 0;
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  let places = 0;
  for (const name of names)
    if (name.endsWith(".log")) places += await maskInFile(join(dir, name), wanted);
  return places;
}

async function maskInFile(path: string, words: readonly string[]): Promise<number> {
  const file = await open(path, "r+");
  try {
    const content = await file.readFile();
    // Byte for byte, so that places in the text are places in the file.
    const text = content.toString("latin1").toLowerCase();
    let places = 0;
    for (const word of words) {
      const bytes = Buffer.from(word, "utf8").toString("latin1");
      for (let at = text.indexOf(bytes); at >= 0; at = text.indexOf(bytes, at + bytes.length)) {
        if (!standsAlone(text, at, bytes.length)) continue;
        await file.write(Buffer.alloc(bytes.length, mask), 0, bytes.length, at);
        places += 1;
      }
    }
    return places;
  } finally {
    await file.close();
  }
}

/** Not as a part of a longer name or number. */
function standsAlone(text: string, at: number, length: number): boolean {
  const isPart = (character: string) => /[\w-]/.test(character);
  return !isPart(text.charAt(at - 1)) && !isPart(text.charAt(at + length));
}
