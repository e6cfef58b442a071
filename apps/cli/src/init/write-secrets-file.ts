import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isMap, parseDocument } from "yaml";

/**
 * Sets keys in a file of settings and leaves everything else in it as it is. The file is its owner's
 * alone, and whole at every moment.
 *
 * @param values an empty one takes the key out
 * @param before where it is given: what these keys were written with. A key that says something else by
 *   now is somebody's own, and stays.
 */
export async function writeSecretsFile(
  path: string,
  values: Readonly<Record<string, string | readonly string[]>>,
  before?: Readonly<Record<string, string>>,
): Promise<void> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const document = parseDocument(text.trim() === "" ? "{}" : text);
  if (isMap(document.contents)) document.contents.flow = false;
  for (const [key, value] of Object.entries(values)) {
    const isOwn = before !== undefined && document.has(key) && document.get(key) !== before[key];
    if (isOwn) continue;
    if (value.length === 0) document.delete(key);
    else document.set(key, document.createNode(value));
  }
  await mkdir(dirname(path), { recursive: true });
  const written = `${path}.new`;
  await writeFile(written, String(document), { mode: 0o600, flush: true });
  await rename(written, path);
}
