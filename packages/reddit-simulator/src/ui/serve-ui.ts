import type { ServerResponse } from "node:http";
import { present, type Simulation } from "../simulation.ts";
import { findAccount } from "../state/accounts.ts";
import { Refusal } from "../state/refusal.ts";
import type { Account } from "../state/world.ts";
import { banFromPage, bansPage, logPage, unbanFromPage } from "./bans-page.ts";
import { consentPage } from "./consent-page.ts";
import { composePage, inboxPage, replyToMail, sendLetter } from "./inbox-page.ts";
import { inviteFromPage, moderatorsPage } from "./moderators-page.ts";
import { actInModmail, conversationPage, modmailPage, replyInModmail } from "./modmail-page.ts";
import { go, type Outcome, show, type Visit } from "./outcome.ts";
import { html, page } from "./page.ts";
import { bePerson, communityPage, enterAs, peoplePage } from "./people-page.ts";

export interface UiRequest {
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
  readonly cookie: string;
}

/** Names are letters, digits, `_` and `-`: nothing in them needs encoding. */
const COOKIE = "pretend_reddit_me";

type Room = (visit: Visit, me: Account, id: string) => Outcome;

/** Pages that one enters as somebody; the group in the path is handed on. */
const ROOMS: readonly [method: string, path: RegExp, room: Room][] = [
  ["GET", /^\/ui\/inbox$/, inboxPage],
  ["POST", /^\/ui\/inbox\/reply$/, replyToMail],
  ["GET", /^\/ui\/compose$/, composePage],
  ["POST", /^\/ui\/compose$/, sendLetter],
  ["GET", /^\/ui\/modmail$/, modmailPage],
  ["GET", /^\/ui\/modmail\/(\w+)$/, conversationPage],
  ["POST", /^\/ui\/modmail\/(\w+)\/reply$/, replyInModmail],
  ["POST", /^\/ui\/modmail\/(\w+)\/act$/, actInModmail],
  ["GET", /^\/ui\/bans\/(\w+)$/, bansPage],
  ["POST", /^\/ui\/bans\/(\w+)$/, banFromPage],
  ["POST", /^\/ui\/bans\/(\w+)\/unban$/, unbanFromPage],
  ["GET", /^\/ui\/log\/(\w+)$/, logPage],
  ["GET", /^\/mod\/(\w+)\/moderators$/, moderatorsPage],
  ["POST", /^\/mod\/(\w+)\/moderators$/, inviteFromPage],
];

export function serveUi(
  simulation: Simulation,
  request: UiRequest,
  response: ServerResponse,
): void {
  const now = present(simulation);
  const named = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(request.cookie)?.[1];
  // `?as=NAME` on any page makes one that redditor, so that a link can lead straight there.
  const as = request.url.searchParams.get("as");
  const me = findAccount(simulation.world, as ?? named ?? "") ?? null;
  const visit: Visit = {
    world: simulation.world,
    now,
    method: request.method,
    url: request.url,
    form: request.form,
    me,
    random: simulation.random,
  };
  const outcome = enter(visit);
  if (request.method === "POST" || me) simulation.changed();
  send(response, outcome, me, as !== null && me ? me.name : null);
}

function enter(visit: Visit): Outcome {
  try {
    return route(visit);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const body = html`<p class="problem">${error.message}</p><p><a href="/">Back to the start</a></p>`;
    return show("That did not work", body, error.status);
  }
}

function route(visit: Visit): Outcome {
  const path = visit.url.pathname.replace(/(.)\/$/, "$1");
  if (path === "/" || path === "/ui")
    return visit.me && visit.url.searchParams.has("as")
      ? enterAs(visit.me, visit)
      : peoplePage(visit);
  if (path === "/ui/be") return bePerson(visit);
  if (path.startsWith("/api/v1/authorize")) return consentPage(visit);
  if (path === "/message/inbox") return go("/ui/inbox");
  if (path === "/message/compose") return go(`/ui/compose${visit.url.search}`);
  if (path === "/appeals") return appealsPage();
  const community = /^\/r\/(\w+)$/.exec(path)?.[1];
  if (community !== undefined) return communityPage(visit, community);
  const conversation = /^\/mail\/\w+\/(\w+)$/.exec(path)?.[1];
  if (conversation !== undefined) return go(`/ui/modmail/${conversation}`);
  const person = /^\/u(?:ser)?\/([\w-]+)$/.exec(path)?.[1];
  if (person !== undefined) return go(`/ui/be?name=${person}`);
  for (const [method, pattern, room] of ROOMS) {
    const match = pattern.exec(path);
    if (!match || method !== visit.method) continue;
    if (!visit.me) return go("/");
    return room(visit, visit.me, match[1] ?? "");
  }
  return show("Not found", html`<p>There is no such page.</p>`, 404);
}

/** Where Reddit itself takes appeals of accounts that it has suspended; here nobody reads them. */
function appealsPage(): Outcome {
  return show(
    "Appeal a suspension",
    html`<p>On the real Reddit one appeals here when Reddit itself has suspended an account.</p>`,
  );
}

function send(
  response: ServerResponse,
  outcome: Outcome,
  me: Account | null,
  becomes: string | null,
): void {
  const be = outcome.type === "redirect" ? (outcome.be ?? becomes) : becomes;
  const cookie: Record<string, string> =
    be === null ? {} : { "set-cookie": `${COOKIE}=${be}; Path=/; HttpOnly; SameSite=Lax` };
  if (outcome.type === "redirect") {
    response.writeHead(302, { location: outcome.to, "content-length": "0", ...cookie });
    response.end();
    return;
  }
  const text = page({ title: outcome.title, me: me?.name ?? null, body: outcome.body });
  response.writeHead(outcome.status ?? 200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    ...(outcome.refresh ? { refresh: String(outcome.refresh) } : {}),
    ...cookie,
  });
  response.end(text);
}
