import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contactAddress } from "../components/contact-address.ts";
import { chooseLanguage, type Language, languageCookie, languages } from "../i18n/languages.ts";
import { escapeHtml } from "./escape-html.ts";
import { createPlainShell, plainHeaders, plainPolicy } from "./plain-shell.ts";
import type { Site } from "./site.ts";
import { type WordsBack, type WordsBackTexts, wordsBack } from "./words-back.ts";

/** What a page that no framework renders has to say, by the name of its words. */
export type PlainPageKind =
  | "notFound"
  | "replacedLink"
  | "foreignOrigin"
  | "tooLarge"
  | "unreadable"
  | "tooMany"
  | "failure";

const statuses: Readonly<Record<PlainPageKind, number>> = {
  notFound: 404,
  replacedLink: 410,
  foreignOrigin: 403,
  tooLarge: 413,
  unreadable: 400,
  tooMany: 429,
  failure: 500,
};

/** Marks an answer that is such a page already, for whoever puts one in the place of a failure. */
export const plainPageHeader = "x-plain-page";

type Words = Readonly<Record<PlainPageKind, { readonly title: string; readonly text: string }>> & {
  readonly home: string;
  readonly site: FootWords;
  readonly messages: string;
} & WordsBackTexts;

type FootWords = Readonly<
  Record<
    | "name"
    | "footer"
    | "runBy"
    | "lostLink"
    | "signUp"
    | "privacy"
    | "legalNotice"
    | "accessibility"
    | "contact"
    | "source",
    string
  >
>;

interface PageWords {
  readonly plain: object;
  readonly notFound: object;
  readonly site: FootWords;
  readonly reddit: { readonly messages: string };
}

export interface PlainPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Renders a refusal or a failure in the reader's language, without framework or script. */
export type PlainPages = (kind: PlainPageKind, asked: AskedWith) => PlainPage;

/** What a request tells of its reader and of the page's policy. */
export interface AskedWith {
  readonly cookie: string | null | undefined;
  readonly acceptLanguage: string | null | undefined;
  /** The nonce of the policy that the response already carries; without one it gets its own. */
  readonly nonce?: string | null;
  /** What was written and goes nowhere: its author gets it back. */
  readonly back?: WordsBack;
}

/**
 * Reads words and looks once, so that a page is there even when nothing else works.
 *
 * @param appDir the folder of the web app
 * @param messages where a redditor's messages on Reddit are
 */
export function createPlainPages(
  appDir: string,
  { messages, operator }: { readonly messages: string; readonly operator: Site["operator"] },
): PlainPages {
  const shell = createPlainShell(appDir);
  const words = Object.fromEntries(
    Object.keys(languages).map((language) => {
      const all = JSON.parse(readFileSync(join(appDir, "messages", `${language}.json`), "utf8"));
      const { plain, notFound, site, reddit } = all as PageWords;
      return [language, { ...plain, notFound, site, messages: reddit.messages }];
    }),
  ) as Record<Language, Words>;

  return (kind, { cookie, acceptLanguage, nonce: given, back }) => {
    const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`).exec(cookie ?? "")?.[1];
    const language = chooseLanguage(chosen, acceptLanguage ?? null);
    const nonce = given ?? randomUUID();
    const { title, text } = words[language][kind];
    return {
      status: statuses[kind],
      headers: {
        ...plainHeaders,
        [plainPageHeader]: kind,
        ...(given ? {} : { "Content-Security-Policy": plainPolicy(nonce, back) }),
        ...(kind === "tooMany" ? { "Retry-After": "60" } : {}),
      },
      body: shell({
        ...{ language, nonce, title },
        content: `<p class="lead">${text}</p>
${back ? wordsBack(back, words[language], language) : ""}
<p><a href="/">${words[language].home}</a> · <a href="${messages}">${words[language].messages}</a></p>`,
        foot: plainFoot(words[language].site, operator),
      }),
    };
  };
}

/** What stands below every page, as HTML. */
function plainFoot(words: FootWords, { name, contact, source }: Site["operator"]): string {
  const links: readonly (readonly [address: string, words: string])[] = [
    ["/form", words.lostLink],
    ["/sign-up", words.signUp],
    ["/privacy", words.privacy],
    ["/legal-notice", words.legalNotice],
    ["/accessibility", words.accessibility],
    ...(contact ? [[contactAddress(contact), words.contact] as const] : []),
    ...(source ? [[source, words.source] as const] : []),
  ];
  const list = links.map(([address, label]) => `<a href="${escapeHtml(address)}">${label}</a>`);
  const runBy = name ? ` ${words.runBy.replace("{name}", () => escapeHtml(name))}` : "";
  return `<footer class="site-end"><div class="page site-foot"><p>${words.footer}${runBy}</p>
<nav aria-label="${words.name}">${list.join("\n")}</nav></div></footer>`;
}
