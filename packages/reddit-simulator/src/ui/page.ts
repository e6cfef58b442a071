import { escapeHtml } from "../answers/escape-html.ts";
import { bodyHtml } from "../answers/markdown.ts";

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

/** What somebody wrote. Reddit makes no links to this machine, but here is where form links lead. */
export function written(markdown: string): Html {
  const local = /(?<!["=]|<a [^<>]*>)http:\/\/localhost[^\s<]*[\w/-]/g;
  return trusted(bodyHtml(markdown).replace(local, '<a href="$&">$&</a>'));
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (typeof piece === "string") return escapeHtml(piece);
  if (typeof piece === "number") return String(piece);
  if ("html" in piece) return piece.html;
  return piece.map(render).join("");
}

const STYLE = `
:root{color-scheme:light dark;--bar:#fff;--back:#dae0e6;--card:#fff;--line:#c4cdd4;--soft:#f2f5f8;--ink:#1a2a33;--note:#fff4d6;--noteline:#d9a400;--link:#0a58a8;--mark:#d93a00;--button:#0a4a8c}
@media(prefers-color-scheme:dark){:root{--bar:#181c1f;--back:#0e1113;--card:#181c1f;--line:#3a444f;--soft:#222a30;--ink:#e6ebf0;--note:#3a3217;--noteline:#d9a400;--link:#7db8f5;--mark:#ff6a33;--button:#2b6cb0}}
*{box-sizing:border-box}body{font:15px/1.5 "IBM Plex Sans",-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:var(--back);margin:0}
a{color:var(--link)}.inline button{background:var(--soft);color:var(--ink);border:1px solid var(--line)}
header{position:sticky;top:0;z-index:1;display:flex;gap:.4rem 1.2rem;flex-wrap:wrap;align-items:center;padding:.5rem 1.2rem;background:var(--bar);border-bottom:1px solid var(--line)}
header>a{display:inline-flex;align-items:center;gap:.5rem;min-height:2rem;color:var(--ink);text-decoration:none}
header .logo{font-weight:700;font-size:1.1rem}header .logo::before{content:"";width:1.7rem;height:1.7rem;border-radius:50%;background:radial-gradient(circle at 34% 48%,#fff 0 11%,transparent 12%),radial-gradient(circle at 66% 48%,#fff 0 11%,transparent 12%),var(--mark)}
header .meta{margin-left:auto}
main{max-width:56rem;margin:0 auto;padding:1rem}h1{font-size:1.4rem}h2{font-size:1.1rem;margin:.2rem 0}
header .me::before,article .meta:first-child::before{content:"";display:inline-block;width:1.5rem;height:1.5rem;margin-right:.5rem;vertical-align:middle;border-radius:50%;background:radial-gradient(circle at 50% 38%,#fff 0 22%,transparent 23%),radial-gradient(circle at 50% 100%,#fff 0 38%,transparent 39%),#7c8f99}
article.mod .meta:first-child::before{background-color:#238a3b}article.private .meta:first-child::before{background-color:#b98a00}
nav{margin-bottom:.8rem}nav a{display:inline-block;margin-right:.4rem;padding:.25rem .8rem;border-radius:1rem;text-decoration:none}nav a[aria-current]{font-weight:700;background:var(--card);border:1px solid var(--line)}
aside h2{font-size:.85rem;margin:1rem .8rem .3rem}
@media(min-width:48rem){main:has(>aside){display:grid;grid-template-columns:14rem minmax(0,1fr);grid-auto-rows:max-content;column-gap:1.5rem;max-width:76rem}main:has(>aside)>*{grid-column:2}main>aside{grid-column:1!important;grid-row:1/span 200}aside nav a{display:block;color:var(--ink);border-radius:.5rem}}
article,.card,main>ul,main>table{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.7rem 1rem;margin:.7rem 0;overflow-wrap:anywhere}main>ul{padding-left:2rem}
main>ul.mails{padding:0;list-style:none}.mails li{padding:.7rem 1rem}.mails .meta,.mails>li>a{display:block}@media(min-width:48rem){.mails li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1rem}}.mails li+li{border-top:1px solid var(--line)}.mails .meta{grid-column:1/-1}.mails .meta:first-child{grid-column:1}.mails .meta+.meta{grid-column:2}.mails>li>a{grid-column:1/-1;color:var(--ink);text-decoration:none}.mails>li>a:hover{text-decoration:underline}
article.mod{background:var(--soft);border-left:4px solid #238a3b}article.private{background:var(--note);border:2px dashed var(--noteline)}
.meta{font-size:.85rem;opacity:.85}.badge{border:1px solid currentColor;border-radius:1rem;padding:0 .5rem;font-size:.8rem;margin-left:.4rem}
blockquote{border-left:3px solid var(--line);margin-left:0;padding-left:1rem}
form{margin:.6rem 0}.inline{display:inline-block;margin-right:.4rem}label{display:block;margin:.5rem 0}
input,textarea,select{font:inherit;width:100%;padding:.45rem .7rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:var(--ink)}input[type=checkbox],input[type=radio]{width:auto}
textarea{min-height:6rem}button{font:inherit;font-weight:600;padding:.35rem 1.1rem;border:0;border-radius:2rem;background:var(--button);color:#fff;cursor:pointer}
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
    ? html`<span class="me"></span>You are <strong>u/${me}</strong> · <a href="/">be somebody else</a>`
    : html`<a href="/">choose who to be</a>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · Pretend Reddit</title><style>${trusted(STYLE)}</style></head>
<body><header><a class="logo" href="/">Pretend Reddit</a>${me !== null && html`<a href="/ui/inbox">Inbox</a><a href="/ui/modmail">Mod Mail</a>`}<span class="meta">${who}</span></header>
<main><h1>${title}</h1>${body}</main></body></html>`.html;
}

export function when(milliseconds: number): Html {
  const iso = new Date(milliseconds).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}
