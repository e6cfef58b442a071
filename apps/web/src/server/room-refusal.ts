import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "./escape-html.ts";
import { plainPageHeader } from "./plain-page.ts";
import { createPlainShell, plainHeaders, plainPolicy } from "./plain-shell.ts";
import { signInAddress } from "./return-path.ts";
import { type WordsBack, type WordsBackTexts, wordsBack } from "./words-back.ts";

/** Why a post of the rooms is not taken. */
export type RoomRefusalKind =
  | "signedOut"
  | "otherSession"
  | "notAllowed"
  | "outdated"
  | "conflict"
  | "cannotDecide"
  | "noDecider"
  | "cannotAsk"
  | "questionUnconfirmed"
  | "questionTooLong"
  | "noteTooLong"
  | "replyTooLong";

const statuses: Readonly<Record<RoomRefusalKind, number>> = {
  signedOut: 401,
  otherSession: 403,
  notAllowed: 403,
  outdated: 503,
  conflict: 409,
  cannotDecide: 409,
  noDecider: 403,
  cannotAsk: 409,
  questionUnconfirmed: 422,
  questionTooLong: 422,
  noteTooLong: 422,
  replyTooLong: 422,
};

interface Refused {
  /** The page that the form belongs to. */
  readonly path: string;
  /** The nonce of the policy that the answer carries already. */
  readonly nonce: string | null;
  readonly back: WordsBack;
}

/** Renders a refusal as a page that says what to do next and gives back what was written. */
export type RoomRefusals = (kind: RoomRefusalKind, refused: Refused) => Response;

type Words = Readonly<
  Record<RoomRefusalKind, { readonly title: string; readonly text: string }>
> & {
  readonly signIn: string;
  readonly open: string;
  readonly queue: string;
  readonly appeal: string;
};

/** @param appDir the folder of the web app: words and looks are read once */
export function createRoomRefusals(appDir: string): RoomRefusals {
  const shell = createPlainShell(appDir);
  const read = (...path: readonly string[]) =>
    JSON.parse(readFileSync(join(appDir, "messages", ...path), "utf8")) as object;
  const { refused: words } = read("rooms", "en.json") as { readonly refused: Words };
  const { plain } = read("en.json") as { readonly plain: WordsBackTexts };

  return (kind, { path, nonce: given, back }) => {
    const nonce = given ?? randomUUID();
    const { title, text } = words[kind];
    const link = (address: string, label: string) =>
      `<p><a class="onward" href="${escapeHtml(address)}">${escapeHtml(label)}</a></p>`;
    const onward = {
      signedOut: link(signInAddress(path), words.signIn),
      otherSession: link(path, words.open),
      notAllowed: link("/moderate", words.queue),
      outdated: link(signInAddress(path), words.signIn),
      conflict: link(`${path}#decide`, words.appeal),
      cannotDecide: link(path, words.appeal),
      noDecider: link(path, words.appeal),
      cannotAsk: link(path, words.appeal),
      questionUnconfirmed: link(`${path}#ask`, words.appeal),
      questionTooLong: link(`${path}#ask`, words.appeal),
      noteTooLong: link(path, words.appeal),
      replyTooLong: link(`${path}#decide`, words.appeal),
    }[kind];
    const content = `<p class="lead">${escapeHtml(text)}</p>
${wordsBack(back, plain, "en")}
${onward}`;
    const headers = {
      ...plainHeaders,
      [plainPageHeader]: kind,
      ...(given ? {} : { "Content-Security-Policy": plainPolicy(nonce) }),
      ...(kind === "outdated" ? { "Retry-After": "5" } : {}),
    };
    const body = shell({ language: "en", nonce, title: escapeHtml(title), content });
    return new Response(body, { status: statuses[kind], headers });
  };
}
