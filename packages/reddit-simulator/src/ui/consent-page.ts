import { findAccount } from "../state/accounts.ts";
import { normaliseScope } from "../state/oauth.ts";
import type { Account, OAuthApp } from "../state/world.ts";
import { field, type Outcome, show, type Visit } from "./outcome.ts";
import { html } from "./page.ts";
import { people } from "./people-page.ts";

interface Asked {
  readonly app: OAuthApp;
  readonly scope: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly permanent: boolean;
}

const CODE_LIFETIME_MS = 600_000;

/** Reads the request; a string says what is wrong, and there is then no redirect (contract 1). */
function readAsked(visit: Visit): Asked | string {
  const app = visit.world.apps.get(field(visit, "client_id"));
  if (!app) return "invalid client id";
  const redirectUri = field(visit, "redirect_uri");
  if (!app.redirectUris.includes(redirectUri)) return "invalid redirect_uri parameter";
  if (field(visit, "response_type") !== "code") return "invalid response type";
  const state = field(visit, "state");
  if (state === "") return "invalid state";
  const scopeText = field(visit, "scope");
  const scope = scopeText === "" ? null : normaliseScope(scopeText);
  if (scope === null) return "invalid scope requested";
  const duration = field(visit, "duration") || "temporary";
  if (duration !== "temporary" && duration !== "permanent") return "invalid duration";
  return { app, scope, redirectUri, state, permanent: duration === "permanent" };
}

/** `GET` and `POST /api/v1/authorize`: pick who to be, then allow or deny. */
export function consentPage(visit: Visit): Outcome {
  const asked = readAsked(visit);
  if (typeof asked === "string") {
    return badRequest(asked);
  }
  if (visit.method === "POST") return decide(visit, asked);
  const { moderators, redditors } = people(visit.world);
  const option = (account: Account) =>
    html`<option value="${account.name}" ${account.id === visit.me?.id && html`selected`}>u/${account.name}</option>`;
  const hidden = ["client_id", "response_type", "state", "redirect_uri", "duration", "scope"].map(
    (name) => html`<input type="hidden" name="${name}" value="${field(visit, name)}">`,
  );
  return show(
    `${asked.app.name} would like to connect with your account`,
    html`<p>It asks for: <strong>${asked.scope}</strong>${asked.permanent && ", for good"}.</p>
    <form method="post" action="/api/v1/authorize">${hidden}
    <label>Who do you want to be? <select name="name"><optgroup label="Moderators">${moderators.map(option)}</optgroup><optgroup label="Redditors">${redditors.map(option)}</optgroup></select></label>
    <button name="authorize" value="Allow">Allow</button> <button name="authorize" value="Decline">Decline</button></form>`,
  );
}

function badRequest(explanation: string): Outcome {
  return show("Bad request", html`<p class="problem">${explanation}</p>`, 400);
}

function decide(visit: Visit, asked: Asked): Outcome {
  const target = new URL(asked.redirectUri);
  target.searchParams.set("state", asked.state);
  if (field(visit, "authorize") !== "Allow") {
    target.searchParams.set("error", "access_denied");
    return { type: "redirect", to: `${target.href}#_` };
  }
  const account = findAccount(visit.world, field(visit, "name"));
  if (!account) return badRequest("no such redditor");
  const code = visit.random();
  visit.world.codes.set(code, {
    code,
    accountId: account.id,
    clientId: asked.app.clientId,
    redirectUri: asked.redirectUri,
    scope: asked.scope,
    permanent: asked.permanent,
    expiresAt: visit.now + CODE_LIFETIME_MS,
  });
  target.searchParams.set("code", code);
  return { type: "redirect", to: `${target.href}#_` };
}
