import { readFileSync } from "node:fs";

/** The lines of the first block of commands below a heading, without their remarks. */
export function readCommands(path: string, heading: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  const below = text.slice(text.indexOf(`\n${heading}\n`));
  const block = /^```sh\n(.*?)^```$/ms.exec(below)?.[1];
  if (block === undefined || below === text)
    throw new Error(`${path} has no commands below ${heading}.`);
  return block
    .split("\n")
    .map((line) => line.replace(/\s+# .*$/, ""))
    .filter((line) => line !== "");
}
