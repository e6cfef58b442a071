import { readFileSync } from "node:fs";
import { isMap, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { ConfigError } from "./config-error.ts";

/** A YAML file's content, and the lines on which its parts stand. */
export interface YamlContent {
  readonly value: unknown;
  /** 1 for the first line; undefined where the path leads nowhere. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
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
      return `${place}${part === "" ? "" : ` ${part}`}: ${issue.message}`;
    }),
  );
}

/** Reads a YAML file without judging its shape. @throws ConfigError */
export function readYaml(path: string, what: string): YamlContent {
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : message;
    throw new ConfigError(`${path} (${what}) cannot be read:`, [why]);
  }
  const lines = new LineCounter();
  // The library's pretty errors quote the source, which may be a secret.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const wrong = [...document.errors, ...document.warnings].map(({ code, pos }) => ({ code, pos }));
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined)
        wrong.push({ code: "BAD_ALIAS", pos: [alias.range?.[0] ?? 0, 0] });
    },
  });
  if (wrong.length > 0) {
    throw new ConfigError(
      `${path} (${what}) is not YAML:`,
      wrong.map(({ code, pos }) => {
        const { line } = lines.linePos(pos[0]);
        return `${path}:${line}: ${explain(code)}`;
      }),
    );
  }
  return {
    value: document.toJS(),
    lineOf(keys) {
      const offset = offsetOf(document, keys);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    },
  };
}

function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): number | undefined {
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

/** In words, and without quoting the file as the library's own messages may do. */
function explain(code: string): string {
  const known: Readonly<Record<string, string>> = {
    DUPLICATE_KEY: "this key stands here twice",
    TAB_AS_INDENT: "indented with a tab; YAML wants spaces",
    BAD_INDENT: "the indentation does not fit the lines around it",
    MISSING_CHAR: "a quote, bracket or colon is missing",
    MULTILINE_IMPLICIT_KEY: "this line is not `key: value`; text with a colon in it needs quotes",
    BAD_ALIAS: "text that begins with * needs quotes",
    TAG_RESOLVE_FAILED: "text that begins with ! needs quotes",
    BLOCK_AS_IMPLICIT_KEY: "two `key: value` on one line; text with a colon in it needs quotes",
  };
  return known[code] ?? code.toLowerCase().replaceAll("_", " ");
}
