import { escapeHtml } from "../answers/escape-html.ts";

/** HTML that is safe to place into a page; made only by {@link html} and {@link trusted}. */
export interface Html {
  readonly html: string;
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** A template in which every text is escaped and only {@link Html} is not. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let out = strings[0] ?? "";
  for (const [at, piece] of pieces.entries()) out += render(piece) + (strings[at + 1] ?? "");
  return { html: out };
}

/** HTML made elsewhere by something that escapes for itself: rendered Markdown. */
export function trusted(text: string): Html {
  return { html: text };
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (typeof piece === "string") return escapeHtml(piece);
  if (typeof piece === "number") return String(piece);
  if ("html" in piece) return piece.html;
  return piece.map(render).join("");
}

const STYLE = `
:root{color-scheme:light dark;--line:#d5d9de;--soft:#f3f5f7;--ink:#1c2733;--note:#fff4d6;--noteline:#d9a400;--link:#0a58a8}
@media(prefers-color-scheme:dark){:root{--line:#3a444f;--soft:#1f2831;--ink:#e6ebf0;--note:#3a3217;--noteline:#d9a400;--link:#7db8f5}body{background:#151c23}}
*{box-sizing:border-box}body{font:16px/1.55 system-ui,sans-serif;color:var(--ink);max-width:58rem;margin:0 auto;padding:1rem}
a{color:var(--link)}header{display:flex;gap:1rem;flex-wrap:wrap;align-items:baseline;border-bottom:1px solid var(--line);padding-bottom:.6rem;margin-bottom:1rem}
nav a{margin-right:.8rem}nav a[aria-current]{font-weight:700}
article,.card{border:1px solid var(--line);border-radius:.5rem;padding:.7rem 1rem;margin:.7rem 0;overflow-wrap:anywhere}
article.mod{background:var(--soft)}article.private{background:var(--note);border:2px dashed var(--noteline)}
.meta{font-size:.9rem;opacity:.85}.badge{border:1px solid currentColor;border-radius:1rem;padding:0 .5rem;font-size:.8rem;margin-left:.4rem}
blockquote{border-left:3px solid var(--line);margin-left:0;padding-left:1rem}
form{margin:.6rem 0}.inline{display:inline-block;margin-right:.4rem}label{display:block;margin:.5rem 0}
input,textarea,select{font:inherit;width:100%;padding:.35rem .5rem}input[type=checkbox],input[type=radio]{width:auto}
textarea{min-height:6rem}button{font:inherit;padding:.35rem .9rem;cursor:pointer}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);text-align:left;padding:.3rem .5rem;vertical-align:top}
.problem{border:2px solid #c0392b;border-radius:.5rem;padding:.5rem 1rem}.new{font-weight:700}
`;

export interface PageOptions {
  readonly title: string;
  /** Who one is at the moment. */
  readonly me: string | null;
  readonly body: Html;
}

export function page({ title, me, body }: PageOptions): string {
  const who = me
    ? html`You are <strong>u/${me}</strong> · <a href="/">be somebody else</a>`
    : html`<a href="/">choose who to be</a>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · Pretend Reddit</title><style>${trusted(STYLE)}</style></head>
<body><header><strong><a href="/">Pretend Reddit</a></strong><span class="meta">${who}</span></header>
<main><h1>${title}</h1>${body}</main></body></html>`.html;
}

export function when(milliseconds: number): Html {
  const iso = new Date(milliseconds).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}
