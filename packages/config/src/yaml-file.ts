import { readFileSync } from "node:fs";
import { isMap, isScalar } from "yaml";
import type { z } from "zod";
import type { IsSecret } from "./altered-values.ts";
import { ConfigError } from "./config-error.ts";
import { type ParsedYaml, parseYaml } from "./parse-yaml.ts";

type Path = readonly PropertyKey[];

/** A YAML file's content, and the lines on which its parts stand. */
export interface YamlContent {
  readonly value: unknown;
  /** 1 for the first line; undefined where the path leads nowhere. */
  lineOf(path: Path): number | undefined;
  /** How a single value is written there; undefined for a group or a list. */
  writtenAt(path: Path): string | undefined;
}

/**
 * Reads a YAML file of ours and checks its shape.
 *
 * @param what names the file's purpose in messages: "the questions of the form".
 * @throws ConfigError with file, line where known, and what is wrong there.
 */
export function readYamlFile<T>(path: string, schema: z.ZodType<T>, what: string): T {
  const content = readYaml(path, what);
  const result = schema.safeParse(content.value);
  if (result.success) return result.data;
  throw new ConfigError(
    `${path} (${what}) cannot be used:`,
    result.error.issues.map((issue) => {
      const line = content.lineOf(issue.path);
      const place = line === undefined ? path : `${path}:${line}`;
      const part = issue.path.map(String).join(".");
      return `${place}${part === "" ? "" : ` ${part}`}: ${issue.message}${quotesFor(issue, content)}`;
    }),
  );
}

/** Text that YAML took for a number, or for yes or no. */
function quotesFor(issue: z.core.$ZodIssue, content: YamlContent): string {
  const isText = issue.code === "invalid_type" && issue.expected === "string";
  const written = content.writtenAt(issue.path);
  return isText && written ? `; if it is text, put it in quotes: ${JSON.stringify(written)}` : "";
}

/**
 * Reads a YAML file without judging its shape.
 *
 * @param isSecret tells of which keys nothing may get lost on the way
 * @throws ConfigError
 */
export function readYaml(
  path: string,
  what: string,
  isSecret: IsSecret = () => false,
): YamlContent {
  const { document, lineAt, problems } = parseYaml(readText(path, what), isSecret);
  if (problems.length > 0) {
    throw new ConfigError(
      `${path} (${what}) is not YAML as it was meant:`,
      problems.map(({ line, problem }) => `${path}:${line}: ${problem}`),
    );
  }
  return {
    value: document.toJS(),
    lineOf(keys) {
      const offset = offsetOf(document, keys);
      return offset === undefined ? undefined : lineAt(offset);
    },
    writtenAt(keys) {
      const node = document.getIn(keys, true);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

function readText(path: string, what: string): string {
  const refuse = (why: string) => new ConfigError(`${path} (${what}) cannot be read:`, [why]);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const known: Readonly<Record<string, string>> = {
      ENOENT: "there is no such file",
      EISDIR:
        "is a folder, not a file; Docker makes one where a file that it should mount is missing",
      EACCES: "this account may not read it",
    };
    throw refuse(known[code] ?? message);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Told below.
  }
  throw refuse("is not saved as UTF-8: choose that encoding in the editor and save it again");
}

function offsetOf(document: ParsedYaml["document"], path: Path): number | undefined {
  // A part that is missing is reported at the nearest part around it.
  for (let length = path.length; length > 0; length -= 1) {
    const parent =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(last));
      const range = (pair?.key as { range?: readonly number[] } | undefined)?.range;
      if (range?.[0] !== undefined) return range[0];
    }
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] };
    if (node?.range?.[0] !== undefined) return node.range[0];
  }
  return undefined;
}
