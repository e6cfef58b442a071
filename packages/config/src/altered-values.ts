import {
  type Document,
  isAlias,
  isCollection,
  isPair,
  isScalar,
  type Node,
  type Scalar,
  visit,
} from "yaml";

/** Something that YAML makes of a text without a word, and that nobody can have meant. */
export interface AlteredValue {
  /** Where it stands in the source. */
  readonly offset: number;
  /** What happens to it, and the cure; quotes nothing of it. */
  readonly problem: string;
}

/** Whether the value of a key is never shown; of such values every part counts. */
export type IsSecret = (key: string) => boolean;

/**
 * Values that YAML would cut or change without an error: an anchor or a tag in front of a value,
 * a comment behind it, and, of secrets, whatever a person would not see either.
 */
export function findAlteredValues(
  document: Document,
  source: string,
  isSecret: IsSecret,
): readonly AlteredValue[] {
  const found: AlteredValue[] = [];
  const referred = referredAnchors(document);
  visit(document, {
    Node(_, node, path) {
      if (isAlias(node)) return;
      const key = keyOf([...path, node]);
      const problem = problemOf(node, {
        isReferred: node.anchor !== undefined && referred.has(node.anchor),
        isSecret: key !== undefined && isSecret(key),
        source,
      });
      if (problem !== null) found.push({ offset: node.range?.[0] ?? 0, problem });
    },
  });
  return found;
}

interface Circumstances {
  readonly isReferred: boolean;
  readonly isSecret: boolean;
  readonly source: string;
}

function problemOf(node: Node, { isReferred, isSecret, source }: Circumstances): string | null {
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (anchor !== undefined && !isReferred)
    return "YAML takes a word that begins with & for an anchor and drops it: put the value in quotes";
  if (tag !== undefined && isPlain(node))
    return "YAML takes a word that begins with ! for a tag and drops it: put the value in quotes";
  if (!isScalar(node)) return null;
  if (isCutByComment(node, isSecret))
    return "YAML takes what follows # for a comment and drops it: if it belongs to the value, put the value in quotes; if it does not, put it on a line of its own";
  if (!isSecret || typeof node.value !== "string") return null;
  const [from = 0, to = 0] = node.range ?? [];
  if (isPlain(node) && source.slice(from, to).includes("\n"))
    return "the value goes on in the next line: put it in quotes, on one line";
  if (isPlain(node) && /^[“”„‟‘’‚‛«»].*[“”„‟‘’‚‛«»]$/s.test(node.value))
    return `quotes of a word processor are letters to YAML: use plain quotes, " or '`;
  return null;
}

/** A word right after # is no comment that anybody would write beside text; of a secret none is. */
function isCutByComment(node: Scalar, isSecret: boolean): boolean {
  const comment = node.comment ?? "";
  if (!isPlain(node) || comment === "") return false;
  if (node.value === null) return isSecret && /^\S/.test(comment);
  return typeof node.value === "string" && (isSecret || /^\S/.test(comment));
}

function isPlain(node: Node): boolean {
  return isScalar(node) && node.type === "PLAIN";
}

function referredAnchors(document: Document): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Alias: (_, { source }) => void names.add(source) });
  return names;
}

/** The nearest key around a value; `undefined` for a key itself. */
function keyOf(path: readonly unknown[]): string | undefined {
  for (let at = path.length - 2; at >= 0; at -= 1) {
    const around = path[at];
    if (isPair(around)) return around.key === path[at + 1] ? undefined : String(around.key);
    if (!isCollection(around)) return undefined;
  }
  return undefined;
}
