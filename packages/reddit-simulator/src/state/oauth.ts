import { findAccount } from "./accounts.ts";
import type { AccessToken, Account, OAuthApp, World } from "./world.ts";

/** All scopes that an app may ask for; `*` in a token stands for every one of them. */
export const SCOPES: readonly string[] =
  "account announcements creddits edit flair history identity livemanage modconfig modcontributors modflair modlog modmail modnote modothers modposts modself modtraffic modwiki mysubreddits privatemessages read report save structuredstyles submit subscribe vote wikiedit wikiread".split(
    " ",
  );

export interface NewApp {
  clientId: string;
  clientSecret?: string | undefined;
  name?: string | undefined;
  type?: OAuthApp["type"] | undefined;
  redirectUris?: string[] | undefined;
}

export function registerApp(world: World, input: NewApp): OAuthApp {
  const app: OAuthApp = {
    clientId: input.clientId,
    clientSecret: input.clientSecret ?? "",
    name: input.name ?? input.clientId,
    type: input.type ?? "script",
    redirectUris: input.redirectUris ?? [],
  };
  world.apps.set(app.clientId, app);
  return app;
}

/** A scope string in Reddit's form, or null when one of its parts is unknown. */
export function normaliseScope(text: string): string | null {
  const parts = text.split(/[\s,]+/).filter((part) => part !== "");
  if (parts.length === 0 || parts.includes("*")) return "*";
  return parts.every((part) => SCOPES.includes(part)) ? parts.join(" ") : null;
}

export function hasScope(token: AccessToken, scope: string): boolean {
  return token.scope === "*" || token.scope.split(" ").includes(scope);
}

export interface Grant {
  account: Account | null;
  clientId: string;
  scope: string;
  permanent: boolean;
  /** 27 url-safe characters each, drawn by the caller. */
  random: () => string;
  /** Continues an existing permanent grant. */
  refreshToken?: string | null;
}

/** `NUMBER-` + 27 characters for a user, the number being the account id in decimal (contract 1). */
export function issueToken(world: World, now: number, grant: Grant): AccessToken {
  const owner = grant.account ? Number.parseInt(grant.account.id, 36).toString() : "";
  let refreshToken = grant.refreshToken ?? null;
  if (grant.permanent && grant.account && refreshToken === null) {
    refreshToken = `${owner}-${grant.random()}`;
    world.refreshTokens.set(refreshToken, {
      token: refreshToken,
      accountId: grant.account.id,
      clientId: grant.clientId,
      scope: grant.scope,
    });
  }
  const token: AccessToken = {
    token: `${owner}-${grant.random()}`,
    accountId: grant.account?.id ?? null,
    clientId: grant.clientId,
    scope: grant.scope,
    expiresAt: now + world.tokenLifetimeSeconds * 1000,
    refreshToken,
  };
  world.accessTokens.set(token.token, token);
  return token;
}

/** The account of a correct name and password; suspended accounts may still sign in. */
export function signIn(world: World, name: string, password: string): Account | null {
  const account = findAccount(world, name);
  return account && account.password === password ? account : null;
}

/** Ends one token; a refresh token takes its access tokens along. Unknown ones are no error. */
export function revokeToken(world: World, token: string): void {
  world.accessTokens.delete(token);
  if (!world.refreshTokens.delete(token)) return;
  for (const access of world.accessTokens.values()) {
    if (access.refreshToken === token) world.accessTokens.delete(access.token);
  }
}

export interface Revocation {
  accountId?: string | null;
  clientId?: string | null;
  /** Leaves refresh tokens alone, as when only the hour is over. */
  accessOnly?: boolean;
}

/** How many tokens ended. */
export function revokeMatching(world: World, which: Revocation): number {
  let revoked = 0;
  const matches = (token: { accountId: string | null; clientId: string }): boolean =>
    (!which.accountId || token.accountId === which.accountId) &&
    (!which.clientId || token.clientId === which.clientId);
  for (const token of world.accessTokens.values()) {
    if (matches(token) && world.accessTokens.delete(token.token)) revoked += 1;
  }
  if (which.accessOnly) return revoked;
  for (const token of world.refreshTokens.values()) {
    if (matches(token) && world.refreshTokens.delete(token.token)) revoked += 1;
  }
  return revoked;
}
