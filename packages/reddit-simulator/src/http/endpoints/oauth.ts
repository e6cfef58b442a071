import { issueToken, normaliseScope, revokeToken, signIn } from "../../state/oauth.ts";
import type { AccessToken, OAuthApp } from "../../state/world.ts";
import { type Answer, empty, json, plainError } from "../answer.ts";
import { type Call, input } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";

const INSTALLED_CLIENT = "https://oauth.reddit.com/grants/installed_client";

export const oauthEndpoints: readonly Endpoint[] = [
  endpoint("oauth.access_token", "POST /api/v1/access_token", { access: "client" }, (call) =>
    withApp(call, (app) => grant(call, app)),
  ),
  endpoint("oauth.revoke_token", "POST /api/v1/revoke_token", { access: "client" }, (call) =>
    withApp(call, () => {
      revokeToken(call.world, input(call, "token"));
      return empty(200);
    }),
  ),
];

/** HTTP Basic with the client's id and secret; a public client's secret is empty. */
function withApp(call: Call, run: (app: OAuthApp) => Answer): Answer {
  const [scheme, encoded] = (call.authorization ?? "").split(/\s+/);
  const decoded = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  const app = call.world.apps.get(decoded.slice(0, colon));
  const known = scheme?.toLowerCase() === "basic" && app?.clientSecret === decoded.slice(colon + 1);
  if (!app || !known) return plainError(401, { "www-authenticate": 'Basic realm="reddit"' });
  return run(app);
}

const failure = (error: string, description?: string): Answer =>
  json({ error, ...(description ? { error_description: description } : {}) });

function grant(call: Call, app: OAuthApp): Answer {
  const scope = normaliseScope(input(call, "scope"));
  if (scope === null) return failure("invalid_scope");
  switch (input(call, "grant_type")) {
    case "password":
      return byPassword(call, app, scope);
    case "refresh_token":
      return byRefreshToken(call, app);
    case "authorization_code":
      return byCode(call, app);
    case "client_credentials":
      if (app.type === "installed") return failure("unauthorized_client");
      return tokenAnswer(call, issue(call, app, null, scope, false));
    case INSTALLED_CLIENT:
      return byDevice(call, app, scope);
    default:
      return failure("unsupported_grant_type");
  }
}

function byPassword(call: Call, app: OAuthApp, scope: string): Answer {
  if (app.type !== "script") {
    return failure("unauthorized_client", "Only script apps may use password auth");
  }
  const account = signIn(call.world, input(call, "username"), input(call, "password"));
  if (!account) return failure("invalid_grant");
  return tokenAnswer(call, issue(call, app, account.id, scope, false));
}

function byRefreshToken(call: Call, app: OAuthApp): Answer {
  const known = call.world.refreshTokens.get(input(call, "refresh_token"));
  if (!known || known.clientId !== app.clientId) return plainError(400);
  const account = call.world.accounts.get(known.accountId);
  if (!account || account.status === "deleted") return plainError(400);
  const token = issueToken(call.world, call.now, {
    account,
    clientId: app.clientId,
    scope: known.scope,
    permanent: true,
    random: call.random,
    refreshToken: known.token,
  });
  return tokenAnswer(call, token, { refresh_token: known.token });
}

function byCode(call: Call, app: OAuthApp): Answer {
  const code = call.world.codes.get(input(call, "code"));
  if (!code || code.clientId !== app.clientId) return failure("invalid_grant");
  // A code works once, whether or not the rest is right.
  call.world.codes.delete(code.code);
  if (code.expiresAt <= call.now || code.redirectUri !== input(call, "redirect_uri")) {
    return failure("invalid_grant");
  }
  const token = issue(call, app, code.accountId, code.scope, code.permanent);
  return tokenAnswer(
    call,
    token,
    token.refreshToken === null ? {} : { refresh_token: token.refreshToken },
  );
}

function byDevice(call: Call, app: OAuthApp, scope: string): Answer {
  const deviceId = input(call, "device_id");
  if (deviceId.length < 20 || deviceId.length > 30) {
    return failure("invalid_request", "bad device_id");
  }
  return tokenAnswer(call, issue(call, app, null, scope, false), { device_id: deviceId });
}

function issue(
  call: Call,
  app: OAuthApp,
  accountId: string | null,
  scope: string,
  permanent: boolean,
): AccessToken {
  const account = accountId === null ? null : (call.world.accounts.get(accountId) ?? null);
  const { clientId } = app;
  const { random } = call;
  return issueToken(call.world, call.now, { account, clientId, scope, permanent, random });
}

function tokenAnswer(call: Call, token: AccessToken, more: Record<string, string> = {}): Answer {
  return json({
    access_token: token.token,
    token_type: "bearer",
    expires_in: call.world.tokenLifetimeSeconds,
    scope: token.scope,
    ...more,
  });
}
