import { expect, test } from "vitest";
import { as, ask, startDemo } from "./demo-world.ts";

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});
const SCRIPT = basic("demo-script-app", "demo-script-secret");
const WEB = basic("demo-web-app", "demo-web-secret");
const REDIRECT = "http://localhost:3000/api/auth/callback/reddit";

const token = (url: string, form: Record<string, string>, headers = SCRIPT) =>
  ask(url, "/api/v1/access_token", { form, headers });

const consent = (url: string, more: Record<string, string> = {}) => {
  const target = new URL("/api/v1/authorize", url);
  const asked = {
    client_id: "demo-web-app",
    response_type: "code",
    state: "st&te",
    redirect_uri: REDIRECT,
    duration: "permanent",
    scope: "identity mysubreddits",
    ...more,
  };
  for (const [name, value] of Object.entries(asked)) target.searchParams.set(name, value);
  return { target, asked };
};

test("password grant: a user token for every scope", async () => {
  const { url } = await startDemo();
  const good = await token(url, {
    grant_type: "password",
    username: "appealmodbot",
    password: "demo-bot-password",
  });
  expect(good.body).toMatchObject({ token_type: "bearer", expires_in: 86_400, scope: "*" });
  expect(Object.keys(good.body)).toHaveLength(4);
  expect(good.body.access_token).toMatch(/^\d+-[\w-]{27}$/);
  const me = await ask(url, "/api/v1/me", { token: good.body.access_token });
  expect(me.body).toMatchObject({ name: "AppealModBot", oauth_client_id: "demo-script-app" });

  const wrong = { grant_type: "password", username: "AppealModBot", password: "x" };
  const refused = await token(url, wrong);
  expect([refused.status, refused.body]).toEqual([200, { error: "invalid_grant" }]);
  expect((await token(url, wrong, WEB)).body.error).toBe("unauthorized_client");
  const stranger = await token(url, wrong, basic("demo-script-app", "no"));
  expect([stranger.status, stranger.body]).toEqual([401, { message: "Unauthorized", error: 401 }]);
  expect(stranger.headers.get("www-authenticate")).toBe('Basic realm="reddit"');
});

test("authorization code, with the consent page where one picks who to be", async () => {
  const { url } = await startDemo();
  const { target, asked } = consent(url);
  const page = await ask(url, target.href);
  expect(page.status).toBe(200);
  expect(page.text).toContain('<option value="RangerOlive"');
  expect(page.text).toContain('value="st&amp;te"');
  const form = { ...asked, name: "RangerOlive", authorize: "Allow" };
  const allowed = await ask(url, "/api/v1/authorize", { form });
  expect(allowed.status).toBe(302);
  const location = new URL(allowed.headers.get("location") ?? "");
  expect(location.href.startsWith(REDIRECT)).toBe(true);
  expect([location.searchParams.get("state"), location.hash]).toEqual(["st&te", "#_"]);
  const grant = {
    grant_type: "authorization_code",
    code: location.searchParams.get("code") ?? "",
    redirect_uri: REDIRECT,
  };
  const granted = await token(url, grant, WEB);
  expect(granted.body).toMatchObject({ scope: "identity mysubreddits" });
  expect((await token(url, grant, WEB)).body).toEqual({ error: "invalid_grant" });

  const refresh = { grant_type: "refresh_token", refresh_token: granted.body.refresh_token };
  const fresh = await token(url, refresh, WEB);
  expect(fresh.body).toMatchObject({ refresh_token: granted.body.refresh_token });
  const me = await ask(url, "/api/v1/me", { token: fresh.body.access_token });
  expect(me.body.name).toBe("RangerOlive");
  const modmail = await ask(url, "/api/mod/conversations", { token: fresh.body.access_token });
  expect([modmail.status, modmail.headers.get("www-authenticate")]).toEqual([
    403,
    'Bearer realm="reddit", error="insufficient_scope"',
  ]);
  expect(modmail.headers.get("x-ratelimit-used")).toBeNull();

  const denied = await ask(url, "/api/v1/authorize", { form: { ...form, authorize: "Decline" } });
  expect(denied.headers.get("location")).toContain("error=access_denied");
});

test("a bad parameter of the consent page is a 400 without a redirect", async () => {
  const { url } = await startDemo();
  const bad = [
    { client_id: "nobody" },
    { redirect_uri: `${REDIRECT}/x` },
    { scope: "everything" },
    { duration: "ever" },
    { response_type: "token" },
  ];
  for (const one of bad) {
    const page = await ask(url, consent(url, one).target.href);
    expect([one, page.status, page.headers.get("location")]).toEqual([one, 400, null]);
  }
});

test("tokens expire, are revoked, and then answer an HTML 401", async () => {
  const { url, control, simulator } = await startDemo();
  const bot = await as(simulator, "AppealModBot");
  expect((await bot("GET /api/v1/me")).status).toBe(200);
  await control.advanceClock(86_401_000);
  const expired = await bot("GET /api/v1/me");
  expect([expired.status, expired.headers.get("www-authenticate")]).toEqual([
    401,
    'Bearer realm="reddit", error="invalid_token"',
  ]);
  expect(expired.text).toMatch(/^<!doctype html>/);
  expect(expired.headers.get("x-ratelimit-used")).toBeNull();

  const again = await control.issueToken({
    name: "AppealModBot",
    clientId: "demo-script-app",
    permanent: true,
  });
  const revoked = await ask(url, "/api/v1/revoke_token", {
    form: { token: again.refreshToken ?? "" },
    headers: SCRIPT,
  });
  expect([revoked.status, revoked.headers.get("content-length")]).toEqual([200, "0"]);
  expect((await ask(url, "/api/v1/me", { token: again.accessToken })).status).toBe(401);
  const dead = await token(url, { grant_type: "refresh_token", refresh_token: "x" });
  expect([dead.status, dead.body]).toEqual([400, { message: "Bad Request", error: 400 }]);
});

test("client credentials give a token without a user", async () => {
  const { url } = await startDemo();
  const granted = await token(url, { grant_type: "client_credentials" });
  expect(granted.body.access_token).toMatch(/^-[\w-]{27}$/);
  const about = await ask(url, "/r/PineLakeHikers/about", { token: granted.body.access_token });
  expect(about.body.data).toMatchObject({ display_name: "PineLakeHikers", user_is_banned: null });
  expect((await ask(url, "/api/v1/me", { token: granted.body.access_token })).body.reason).toBe(
    "USER_REQUIRED",
  );
});
