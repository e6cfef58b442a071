import { escapeHtml } from "./escape-html.ts";

/**
 * Reddit's `body_html`: `<!-- SC_OFF --><div class="md">…</div><!-- SC_ON -->`. Covers what messages
 * to and from moderators use: paragraphs, quotes, lists, headings, rules, code, emphasis, links,
 * bare addresses, `r/NAME` and `u/NAME`. Everything else stays text, escaped.
 */
export function bodyHtml(markdown: string): string {
  return `<!-- SC_OFF --><div class="md">${markdownToHtml(markdown)}\n</div><!-- SC_ON -->`;
}

export function markdownToHtml(markdown: string): string {
  return blocks(markdown.replace(/\r\n?/g, "\n").split("\n")).join("\n\n");
}

function blocks(lines: readonly string[]): string[] {
  const out: string[] = [];
  let at = 0;
  const takeWhile = (matches: (line: string) => boolean): string[] => {
    const start = at;
    while (at < lines.length && matches(lines[at] ?? "")) at += 1;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === "") {
      at += 1;
    } else if (/^\s{0,3}>/.test(line)) {
      const quoted = takeWhile((one) => /^\s{0,3}>/.test(one));
      const inner = blocks(quoted.map((one) => one.replace(/^\s{0,3}>\s?/, "")));
      out.push(`<blockquote>\n${inner.join("\n\n")}\n</blockquote>`);
    } else if (/^( {4}|\t)/.test(line)) {
      const code = takeWhile((one) => /^( {4}|\t)/.test(one));
      const text = code.map((one) => one.replace(/^( {4}|\t)/, "")).join("\n");
      out.push(`<pre><code>${escapeHtml(text)}\n</code></pre>`);
    } else if (heading) {
      const level = (heading[1] ?? "#").length;
      out.push(`<h${level}>${inline(heading[2] ?? "")}</h${level}>`);
      at += 1;
    } else if (/^\s*([-*_])\s*(?:\1\s*){2,}$/.test(line)) {
      out.push("<hr/>");
      at += 1;
    } else if (/^\s*[-*+]\s+/.test(line)) {
      out.push(
        list(
          "ul",
          takeWhile((one) => /^\s*[-*+]\s+/.test(one)),
        ),
      );
    } else if (/^\s*\d+[.)]\s+/.test(line)) {
      out.push(
        list(
          "ol",
          takeWhile((one) => /^\s*\d+[.)]\s+/.test(one)),
        ),
      );
    } else {
      const first = at;
      const text = takeWhile((one) => one.trim() !== "" && (at === first || !startsBlock(one)));
      out.push(`<p>${inline(text.join("\n"))}</p>`);
    }
  }
  return out;
}

function startsBlock(line: string): boolean {
  return /^\s{0,3}>/.test(line) || /^#{1,6}\s/.test(line);
}

function list(tag: "ul" | "ol", lines: readonly string[]): string {
  const items = lines.map(
    (line) => `<li>${inline(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ""))}</li>`,
  );
  return `<${tag}>\n${items.join("\n")}\n</${tag}>`;
}

const INLINE = new RegExp(
  [
    "(?<escaped>\\\\[\\\\`*_{}\\[\\]()#+.!~>-])",
    "`(?<code>[^`]+)`",
    '\\[(?<label>(?:[^\\[\\]\\\\]|\\\\.)*)\\]\\((?<target>[^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*)(?:\\s+"[^"]*")?\\)',
    "\\*\\*(?<strong>[^\\n]+?)\\*\\*",
    "(?<![*\\w])\\*(?<star>[^*\\n]+)\\*",
    "(?<!\\w)_(?<under>[^_\\n]+)_(?!\\w)",
    "~~(?<struck>[^\\n]+?)~~",
    '(?<address>https?://[^\\s<>"]+)',
    "(?<![\\w/])(?<place>/?[ru]/[\\w-]{2,21})",
  ].join("|"),
  "g",
);

function inline(text: string): string {
  let out = "";
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    out += escapeHtml(text.slice(at, match.index));
    at = match.index + match[0].length;
    const groups = match.groups ?? {};
    if (groups.address !== undefined) {
      const { address, rest } = trimAddress(groups.address);
      out += anchor(address, escapeHtml(address)) + escapeHtml(rest);
    } else {
      out += span(match[0], groups);
    }
  }
  return breaks(out + escapeHtml(text.slice(at)));
}

function span(whole: string, groups: Record<string, string | undefined>): string {
  if (groups.escaped !== undefined) return escapeHtml(groups.escaped.slice(1));
  if (groups.code !== undefined) return `<code>${escapeHtml(groups.code)}</code>`;
  if (groups.label !== undefined) {
    const target = groups.target ?? "";
    return isSafe(target) ? anchor(target, emphasis(groups.label)) : escapeHtml(whole);
  }
  if (groups.strong !== undefined) return `<strong>${inline(groups.strong)}</strong>`;
  if (groups.star !== undefined) return `<em>${inline(groups.star)}</em>`;
  if (groups.under !== undefined) return `<em>${inline(groups.under)}</em>`;
  if (groups.struck !== undefined) return `<del>${inline(groups.struck)}</del>`;
  const place = groups.place ?? whole;
  return anchor(place.startsWith("/") ? place : `/${place}`, escapeHtml(place));
}

/** A link's label: emphasis only, a link holds no link. */
function emphasis(label: string): string {
  return escapeHtml(label.replace(/\\(.)/g, "$1")).replace(
    /\*\*([^*]+)\*\*/g,
    "<strong>$1</strong>",
  );
}

function anchor(target: string, html: string): string {
  return `<a href="${escapeHtml(target)}">${html}</a>`;
}

function isSafe(target: string): boolean {
  return /^(?:https?:\/\/|\/(?!\/)|mailto:)/i.test(target);
}

/** A full stop or bracket after an address belongs to the sentence. */
function trimAddress(address: string): { address: string; rest: string } {
  const rest = /[.,;:!?'\]*_]+$/.exec(address)?.[0] ?? "";
  let end = address.length - rest.length;
  const balanced = (text: string): boolean => text.split(")").length <= text.split("(").length;
  while (end > 0 && address[end - 1] === ")" && !balanced(address.slice(0, end))) end -= 1;
  return { address: address.slice(0, end), rest: address.slice(end) };
}

function breaks(html: string): string {
  return html.replace(/ {2,}\n/g, "<br/>\n");
}
