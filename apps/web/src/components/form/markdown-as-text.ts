import type { ListItem, Nodes, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/**
 * What stands in a text that was written for Reddit, as plain text: marks are gone, lines stay,
 * and what was a link has its address beside it. HTML means nothing on Reddit, and quotes were
 * taken apart before: both stay as they were typed.
 */
export function markdownAsText(markdown: string): string {
  const tree = fromMarkdown(markdown, asOnReddit);
  const definitions = new Map(
    tree.children.flatMap((node) =>
      node.type === "definition" ? [[node.identifier, node.url] as const] : [],
    ),
  );
  return blocks(tree.children, { source: markdown, definitions })
    .replace(/>!(.*?)!</gs, "$1")
    .trim();
}

const redditHasNone = ["htmlFlow", "htmlText", "blockQuote"];

const asOnReddit = {
  extensions: [gfm({ singleTilde: false }), { disable: { null: redditHasNone } }],
  mdastExtensions: [gfmFromMarkdown()],
};

interface Origin {
  readonly source: string;
  /** Addresses by the name that links refer to. */
  readonly definitions: ReadonlyMap<string, string>;
}

function blocks(nodes: readonly RootContent[], origin: Origin): string {
  let text = "";
  let lastLine = 0;
  for (const node of nodes.filter(({ type }) => type !== "definition")) {
    const { start, end } = node.position ?? { start: { line: 0 }, end: { line: 0 } };
    if (text !== "") text += start.line - lastLine > 1 ? "\n\n" : "\n";
    text += block(node, origin);
    lastLine = end.line;
  }
  return text;
}

function block(node: RootContent, origin: Origin): string {
  switch (node.type) {
    case "list":
      return blocks(node.children, origin);
    case "listItem":
      return listItem(node, origin);
    case "table":
      return node.children
        .map((row) => row.children.map((cell) => inline(cell, origin)).join(" | "))
        .join("\n");
    case "thematicBreak":
      return "———";
    default:
      return inline(node, origin);
  }
}

function listItem(item: ListItem, origin: Origin): string {
  const number = /^\s*(\d+[.)])/.exec(sourceOf(item, origin))?.[1];
  const marker = number ?? "•";
  const box = typeof item.checked === "boolean" ? (item.checked ? "[x] " : "[ ] ") : "";
  const indent = " ".repeat(marker.length + 1);
  return `${marker} ${box}${blocks(item.children, origin).replaceAll("\n", `\n${indent}`)}`;
}

function inline(node: Nodes, origin: Origin): string {
  switch (node.type) {
    case "break":
      return "\n";
    case "link":
      return withAddress(inlines(node.children, origin), node.url);
    case "linkReference":
      return withAddress(inlines(node.children, origin), origin.definitions.get(node.identifier));
    case "image":
      return withAddress(node.alt ?? "", node.url);
    case "imageReference":
      return withAddress(node.alt ?? "", origin.definitions.get(node.identifier));
    case "footnoteReference":
    case "footnoteDefinition":
      return sourceOf(node, origin);
    default:
      if ("value" in node) return node.value;
      return "children" in node ? inlines(node.children, origin) : "";
  }
}

function inlines(nodes: readonly Nodes[], origin: Origin): string {
  return nodes.map((node) => inline(node, origin)).join("");
}

function withAddress(label: string, url: string | undefined): string {
  if (!url) return label;
  const address = /^\/(?!\/)/.test(url) ? `https://www.reddit.com${url}` : url;
  if (label.trim() === "") return address;
  const isSame = [label, `http://${label}`, `mailto:${label}`].includes(address);
  return isSame ? label : `${label} (${address})`;
}

function sourceOf({ position }: Nodes, { source }: Origin): string {
  return source.slice(position?.start.offset, position?.end.offset);
}
