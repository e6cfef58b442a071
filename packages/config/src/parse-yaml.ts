import { type Document, LineCounter, type Node, parseDocument, visit } from "yaml";
import { findAlteredValues, type IsSecret } from "./altered-values.ts";

export interface ParsedYaml {
  readonly document: Document;
  readonly lineAt: (offset: number) => number;
  /** What is wrong with the text, line by line; nothing of it is quoted. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

/** Reads YAML text; what it would silently cut or change counts as wrong. */
export function parseYaml(source: string, isSecret: IsSecret): ParsedYaml {
  const lines = new LineCounter();
  // The library's pretty errors quote the source, which may be a secret.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const wrong = [...document.errors, ...document.warnings].map(({ code, pos }) => ({
    offset: openedAt(document, pos[0]) ?? pos[0],
    problem: explain(code),
  }));
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined)
        wrong.push({
          offset: alias.range?.[0] ?? 0,
          problem: "text that begins with * needs quotes",
        });
    },
  });
  // Where the text is broken, the library has guessed what the rest might mean.
  if (wrong.length === 0) wrong.push(...findAlteredValues(document, source, isSecret));
  const problems = wrong.map(({ offset, problem }) => ({ line: lineAt(offset), problem }));
  return { document, lineAt, problems };
}

/** Where the quote or the bracket was opened that is still open at an error; that is where to look. */
function openedAt(document: Document, offset: number): number | undefined {
  let start: number | undefined;
  const open = ({ range }: Node) => {
    const [from = 0, to = 0] = range ?? [];
    if (from < offset && offset <= to) start ??= from;
  };
  visit(document, {
    Scalar(_, node) {
      if (node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE") open(node);
    },
    Collection(_, node) {
      if (node.flow) open(node);
    },
  });
  return start;
}

/** In words, and without quoting the file as the library's own messages may do. */
function explain(code: string): string {
  const known: Readonly<Record<string, string>> = {
    DUPLICATE_KEY: "this key stands here twice",
    TAB_AS_INDENT: "indented with a tab; YAML wants spaces",
    BAD_INDENT:
      "the indentation does not fit the lines around it, or a bracket is open; text that begins with { or [ needs quotes",
    MISSING_CHAR: "a quote, bracket or colon is missing; text with one of them in it needs quotes",
    MULTILINE_IMPLICIT_KEY:
      "this line is not `key: value`, with a blank after the colon; text with a colon in it needs quotes",
    BAD_ALIAS: "text that begins with * or & needs quotes",
    TAG_RESOLVE_FAILED: "text that begins with ! needs quotes",
    BLOCK_AS_IMPLICIT_KEY: "two `key: value` on one line; text with a colon in it needs quotes",
    BAD_SCALAR_START: "text that begins with @, ` or % needs quotes",
    BAD_DQ_ESCAPE: "text with a backslash in it needs single quotes",
    BAD_DIRECTIVE: "text that begins with % needs quotes",
    UNEXPECTED_TOKEN:
      "YAML did not expect this here; text that holds quotes, or begins with |, > or a dash, needs quotes around all of it",
    MULTIPLE_DOCS: "--- begins a second document; only one is read",
  };
  return known[code] ?? code.toLowerCase().replaceAll("_", " ");
}
