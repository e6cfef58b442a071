import { readFileSync } from "node:fs";

/** One line of a Dockerfile: `RUN`, and what stands behind it. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export interface Stage {
  /** What it begins with: an image, never another stage here. */
  readonly base: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

const known = ["ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"];

/** The stages of a Dockerfile that keeps to one instruction a line. @throws Error for anything else */
export function readDockerfile(path: string): readonly Stage[] {
  const stages: { base: string; name: string | null; instructions: Instruction[] }[] = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [name = "", ...words] = line.split(" ");
    if (line.endsWith("\\"))
      throw new Error(`Write this on one line, so that it can be tried: ${line}`);
    if (name === "FROM") {
      const [base = "", , alias] = words;
      stages.push({ base, name: alias ?? null, instructions: [] });
    } else if (known.includes(name))
      stages.at(-1)?.instructions.push({ name, rest: words.join(" ") });
    else throw new Error(`This instruction is not known here: ${line}`);
  }
  return stages;
}

/** The words of an instruction in JSON form: `["node", "main.ts"]`, with options before it. */
export function wordsOf({ name, rest }: Instruction): readonly string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf("[")));
  if (Array.isArray(words) && words.every((each) => typeof each === "string")) return words;
  throw new Error(`${name} is not written as a list of words: ${rest}`);
}
