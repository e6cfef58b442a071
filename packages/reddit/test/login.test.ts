import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createRedditGateway } from "../src/index.ts";
import { ScriptedServer, tokenEndpoint } from "./scripted-server.ts";
import { credentials, failureOf, testGateway } from "./test-gateway.ts";

const meEndpoint = "GET /api/v1/me";
const htmlPage = `<!doctype html><html><head><title>reddit.com</title></head>${"x".repeat(37_000)}</html>`;

/** No name is configured, so that `username()` asks Reddit: the smallest call there is. */
const withRefreshToken = {
  credentials: {
    ...credentials,
    username: undefined,
    password: undefined,
    refreshToken: "r-token",
  },
};

const emptyBans = { kind: "Listing", data: { children: [], after: null } };
const bannedEndpoint = "GET /r/PineLakeHikers/about/banned";

test("logs in with name and password, once for many calls", async () => {
  const server = await ScriptedServer.start();
  server.on(bannedEndpoint, { body: emptyBans });
  const { gateway, events } = testGateway(server.url);
  await Promise.all(
    Array.from({ length: 5 }, () => gateway.findBan("PineLakeHikers", "MossyBoots")),
  );
  expect(server.to(tokenEndpoint)).toHaveLength(1);
  const [login] = server.to(tokenEndpoint);
  expect(Object.fromEntries(login?.form ?? [])).toEqual({
    grant_type: "password",
    username: "PineBot",
    password: "very-secret",
  });
  expect(login?.headers.authorization).toBe(`Basic ${btoa("app-id:app-secret")}`);
  expect(login?.headers["user-agent"]).toBe(credentials.userAgent);
  expect(events).toEqual([{ event: "logged-in", why: "start", expiresInSeconds: 86_400 }]);
});

test("logs in with a refresh token, and asks for its name once", async () => {
  const server = await ScriptedServer.start();
  server.on(meEndpoint, { body: { name: "PineBot", id: "75u2lqkb", is_mod: true } });
  const { gateway } = testGateway(server.url, withRefreshToken);
  expect(await Promise.all([gateway.username(), gateway.username()])).toEqual([
    "PineBot",
    "PineBot",
  ]);
  expect(await gateway.username()).toBe("PineBot");
  expect(server.to(meEndpoint)).toHaveLength(1);
  expect(Object.fromEntries(server.to(tokenEndpoint)[0]?.form ?? [])).toEqual({
    grant_type: "refresh_token",
    refresh_token: "r-token",
  });
});

test("asks for its name again after a failure", async () => {
  const server = await ScriptedServer.start();
  server.on(meEndpoint, { status: 404, body: {} }, { body: { name: "PineBot" } });
  const { gateway } = testGateway(server.url, withRefreshToken);
  expect(await failureOf(gateway.username())).toMatchObject({ kind: "not-found" });
  expect(await gateway.username()).toBe("PineBot");
});

test.each([
  ["JSON", { message: "Unauthorized", error: 401 }],
  ["a long HTML page", htmlPage],
])(
  "a token revoked early (401 as %s) costs one login for all, writes included",
  async (_, body) => {
    const server = await ScriptedServer.start();
    const answer =
      (good: unknown) => (request: { headers: { authorization?: string | undefined } }) =>
        request.headers.authorization === "Bearer token-1" ? { status: 401, body } : { body: good };
    server.on(bannedEndpoint, answer(emptyBans));
    server.on("POST /api/mod/conversations/abc/archive", answer(undefined));
    const { gateway, events } = testGateway(server.url);
    const calls = Array.from({ length: 4 }, () => gateway.findBan("PineLakeHikers", "MossyBoots"));
    await Promise.all([...calls, gateway.archive("abc")]);
    expect(server.to(tokenEndpoint)).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ event: "logged-in", why: "token-refused" });
  },
);

test("a refusal that comes late does not cost the login that was made meanwhile", async () => {
  const server = await ScriptedServer.start();
  let letSlowOneGo = () => {};
  const slowOneMayGo = new Promise<void>((go) => {
    letSlowOneGo = go;
  });
  const isOld = (authorization: string | undefined) => authorization === "Bearer token-1";
  server.on("GET /r/Slow/about/banned", async ({ headers }) => {
    if (!isOld(headers.authorization)) return { body: emptyBans };
    await slowOneMayGo;
    return { status: 401, body: htmlPage };
  });
  server.on("GET /r/Fast/about/banned", ({ headers }) =>
    isOld(headers.authorization) ? { status: 401, body: htmlPage } : { body: emptyBans },
  );
  const { gateway } = testGateway(server.url);
  const slow = gateway.findBan("Slow", "a");
  await gateway.findBan("Fast", "a");
  letSlowOneGo();
  await slow;
  expect(server.to(tokenEndpoint)).toHaveLength(2);
});

test("sends a message again after a 401: it did nothing", async () => {
  const server = await ScriptedServer.start();
  const reply = "POST /api/mod/conversations/abc";
  server.on(reply, { status: 401, body: htmlPage }, { status: 403, body: {} });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({ kind: "forbidden" });
  expect(server.to(reply).map(({ headers }) => headers.authorization)).toEqual([
    "Bearer token-1",
    "Bearer token-2",
  ]);
});

test("gives up when a fresh token is refused too", async () => {
  const server = await ScriptedServer.start();
  server.on(bannedEndpoint, { status: 401, body: htmlPage });
  const { gateway } = testGateway(server.url);
  const error = await failureOf(gateway.findBan("PineLakeHikers", "MossyBoots"));
  expect(error).toMatchObject({ kind: "login-refused", status: 401, mayHaveHappened: false });
  expect(server.to(tokenEndpoint)).toHaveLength(2);
  expect(server.to(bannedEndpoint)).toHaveLength(2);
});

test("renews a token before it ends", async () => {
  const server = await ScriptedServer.start();
  server.on(bannedEndpoint, { body: emptyBans });
  server.on(tokenEndpoint, () => ({ body: { ...server.nextToken(), expires_in: 3600 } }));
  const { gateway, time, events } = testGateway(server.url);
  await gateway.findBan("PineLakeHikers", "a");
  time.now += 3_500_000;
  await gateway.findBan("PineLakeHikers", "a");
  expect(server.to(tokenEndpoint)).toHaveLength(1);
  time.now += 60_000;
  await gateway.findBan("PineLakeHikers", "a");
  expect(server.to(tokenEndpoint)).toHaveLength(2);
  expect(events.at(-1)).toMatchObject({ event: "logged-in", why: "token-expired" });
});

test.each([undefined, null, "soon", -1, 0, "3600", {}])(
  "copes with expires_in %j",
  async (expiresIn) => {
    const server = await ScriptedServer.start();
    server.on(bannedEndpoint, { body: emptyBans });
    const body = { access_token: "t", expires_in: expiresIn, scope: undefined };
    server.on(tokenEndpoint, { body });
    const { gateway, events } = testGateway(server.url);
    expect(await gateway.findBan("PineLakeHikers", "a")).toBeNull();
    expect(await gateway.findBan("PineLakeHikers", "a")).toBeNull();
    expect(server.to(tokenEndpoint)).toHaveLength(1);
    expect(events).toEqual([{ event: "logged-in", why: "start", expiresInSeconds: 3600 }]);
  },
);

const password = {};

test.each([
  [password, 200, { error: "invalid_grant" }, /reddit_username and reddit_password/],
  [withRefreshToken, 200, { error: "invalid_grant" }, /set refresh_token/],
  [password, 401, { message: "Unauthorized", error: 401 }, /client_id and client_secret/],
  [password, 401, htmlPage, /client_id and client_secret/],
  [withRefreshToken, 400, { message: "Bad Request", error: 400 }, /set refresh_token/],
  [
    password,
    200,
    { error: "unauthorized_client", error_description: "Only script apps may use password auth" },
    /type "script"/,
  ],
  [password, 200, { error: "unsupported_grant_type" }, /reddit_url/],
  [password, 403, htmlPage, /user_agent/],
  [password, 404, htmlPage, /reddit_url/],
  [password, 302, "", /reddit_url/],
])(
  "says which setting to check when the login is refused (%#)",
  async (more, status, body, advice) => {
    const server = await ScriptedServer.start();
    server.on(tokenEndpoint, { status, body, headers: { location: "/elsewhere" } });
    const { gateway } = testGateway(server.url, more);
    const error = await failureOf(gateway.archive("abc"));
    expect(error).toMatchObject({
      kind: "login-refused",
      status,
      endpoint: tokenEndpoint,
      mayHaveHappened: false,
    });
    expect(String(error)).toMatch(advice);
  },
);

test.each([
  ["503 with a page", { status: 503, body: htmlPage }],
  ["a page in place of a token", { status: 200, body: htmlPage }],
  ["JSON without a token", { status: 200, body: { hello: 1 } }],
  ["429", { status: 429, body: { message: "Too Many Requests", error: 429 } }],
  [
    "a broken connection",
    { raw: (response: import("node:http").ServerResponse) => response.destroy() },
  ],
])(
  "a login that meets %s is tried again, for a message too: it was not sent",
  async (_, trouble) => {
    const server = await ScriptedServer.start();
    server.on(tokenEndpoint, trouble, () => ({ body: server.nextToken() }));
    server.on("POST /api/mod/conversations/abc", { status: 404, body: {} });
    const { gateway } = testGateway(server.url);
    expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({ kind: "not-found" });
    expect(server.to(tokenEndpoint)).toHaveLength(2);
    expect(server.to("POST /api/mod/conversations/abc")).toHaveLength(1);
  },
);

test("never names a secret, whatever goes wrong", async () => {
  const server = await ScriptedServer.start();
  const secrets = ["very-secret", "app-secret", "r-token", "token-1", "token-2"];
  server.on(tokenEndpoint, { status: 200, body: { error: "invalid_grant" } });
  const refused = testGateway(server.url, {
    credentials: { ...credentials, refreshToken: "r-token" },
  });
  const errors = [await failureOf(refused.gateway.archive("abc"))];
  server.on(tokenEndpoint, () => ({ body: server.nextToken() }));
  server.on("POST /api/mod/conversations/abc", { raw: (response) => response.destroy() });
  server.on("POST /api/mod/conversations/abc/archive", { status: 401, body: htmlPage });
  const broken = testGateway(server.url);
  errors.push(await failureOf(broken.gateway.sendMessage("abc", "x")));
  errors.push(await failureOf(broken.gateway.archive("abc")));
  const told = inspect([errors, refused.events, broken.events], { depth: 10, showHidden: true });
  for (const secret of secrets) expect(told).not.toContain(secret);
  expect(told).toContain("RedditError");
});

test.each([
  [{ baseUrl: "reddit.example" }, /reddit_url/],
  [{ baseUrl: "ftp://reddit.example" }, /reddit_url/],
  [{ baseUrl: "http://me:pw@reddit.example" }, /reddit_url/],
  [{ credentials: { ...credentials, password: "" } }, /reddit_password, or refresh_token/],
  [{ credentials: { ...credentials, clientId: "" } }, /client_id/],
  [{ credentials: { ...credentials, userAgent: "two\nlines" } }, /user_agent/],
])("refuses options that cannot work (%#)", (more, advice) => {
  expect(() => createRedditGateway({ credentials, ...more })).toThrow(advice);
});
