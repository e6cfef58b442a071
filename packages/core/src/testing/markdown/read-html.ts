import { HTMLElement, type Node, parse, TextNode } from "node-html-parser";

export interface SeenLink {
  readonly text: string;
  readonly href: string;
}

export interface SeenBlock {
  /** Names of the elements that the block stands in, itself included, outermost first. */
  readonly within: readonly string[];
  /** Names of the elements in it. */
  readonly inline: readonly string[];
  readonly text: string;
  readonly links: readonly SeenLink[];
}

/** HTML as a browser shows it, block by block: blanks run together, lines break at `br` only. */
export function readHtml(html: string): readonly SeenBlock[] {
  return blocksIn(parse(html), []);
}

const containers = new Set(["blockquote", "ul", "ol", "div"]);

function blocksIn(parent: HTMLElement, within: readonly string[]): readonly SeenBlock[] {
  return parent.childNodes.flatMap((node) => {
    if (!(node instanceof HTMLElement))
      return textOf(node).trim() === "" ? [] : [blockOf([node], [...within, "#text"])];
    const name = node.rawTagName.toLowerCase();
    const inside = [...within, name];
    return containers.has(name) ? blocksIn(node, inside) : [blockOf(node.childNodes, inside)];
  });
}

function blockOf(nodes: readonly Node[], within: readonly string[]): SeenBlock {
  const inline: string[] = [];
  const links: SeenLink[] = [];
  const write = (node: Node): string => {
    if (!(node instanceof HTMLElement)) return textOf(node);
    const name = node.rawTagName.toLowerCase();
    inline.push(name);
    if (name === "br") return "\n";
    const text = node.childNodes.map(write).join("");
    if (name === "a") links.push({ text, href: node.getAttribute("href") ?? "" });
    return text;
  };
  const text = nodes
    .map(write)
    .join("")
    .replace(/ *\n */g, "\n")
    .replace(/ {2,}/g, " ")
    .replace(/^ | $/g, "");
  return { within, inline, text, links };
}

/** The blanks that HTML runs together; a no-break space is none of them. */
function textOf(node: Node): string {
  return node instanceof TextNode ? node.text.replace(/[ \t\n\f\r]+/g, " ") : "";
}
