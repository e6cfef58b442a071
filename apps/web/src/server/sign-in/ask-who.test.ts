import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { askWho } from "./ask-who.ts";
import { redditApp } from "./reddit-app.ts";

type Answers = Readonly<Record<string, (url: URL) => { status?: number; body: unknown }>>;

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const token = {
  access_token: "secret-token",
  token_type: "bearer",
  expires_in: 86_400,
  scope: "*",
};
const me = { id: "1a2b", name: "RangerOlive", is_suspended: false };
const listing = (children: readonly object[], after: string | null = null) => ({
  kind: "Listing",
  data: { after, children: children.map((data) => ({ kind: "t5", data })) },
});

const well: Answers = {
  "/api/v1/access_token": () => ({ body: token }),
  "/api/v1/me": () => ({ body: me }),
  "/subreddits/mine/moderator": () => ({ body: listing([]) }),
  "/api/v1/revoke_token": () => ({ body: "" }),
};

/** Asks a server that answers so. */
async function ask(answers: Answers, secret = "s3cret-_~") {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.resume();
    const url = new URL(request.url ?? "", "http://reddit.test");
    const answer = { ...well, ...answers }[url.pathname]?.(url);
    response.writeHead(answer?.status ?? 200, {
      "content-type": "application/json; charset=UTF-8",
    });
    const body = answer?.body;
    response.end(typeof body === "string" ? body : JSON.stringify(body ?? {}));
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const app = redditApp({
    webUrl: "https://appeals.example.org",
    redditUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    siteClientId: "p-j_coL",
    siteClientSecret: secret,
  });
  if (!app) throw new Error("no app");
  const { validateAuthResponse } = await import("oauth4webapi");
  const checked = validateAuthResponse(
    app.server,
    app.client,
    new URLSearchParams({ code: "the-code", state: "the-state" }),
    "the-state",
  );
  const answer = askWho(app, checked, fetch);
  await answer.catch(() => {});
  return { answer, asked };
}

test("every request names the site, and the app's id and secret go as they are", async () => {
  const { answer, asked } = await ask({});
  await expect(answer).resolves.toEqual({
    redditorId: "t2_1a2b",
    username: "RangerOlive",
    moderated: [],
  });
  await expect
    .poll(() => asked.map(({ url }) => url?.split("?")[0]))
    .toContain("/api/v1/revoke_token");
  for (const { headers } of asked)
    expect(headers["user-agent"]).toBe("web:appealmod-site:1.0 (https://appeals.example.org)");
  const [exchange] = asked;
  expect(Buffer.from(exchange?.headers.authorization?.slice(6) ?? "", "base64").toString()).toBe(
    "p-j_coL:s3cret-_~",
  );
});

test("communities are read page by page; where Reddit tells no permissions, none are made up", async () => {
  const { answer } = await ask({
    "/subreddits/mine/moderator": (url) => ({
      body:
        url.searchParams.get("after") === null
          ? listing([{ display_name: "OneLake", mod_permissions: ["all"] }], "t5_1")
          : listing([
              { display_name: "TwoLakes" },
              { display_name: "u_RangerOlive", subreddit_type: "user", mod_permissions: ["all"] },
            ]),
    }),
  });
  expect((await answer).moderated).toEqual([
    { subreddit: "OneLake", permissions: ["all"] },
    { subreddit: "TwoLakes", permissions: null },
  ]);
});

describe("an answer that is none", () => {
  test.each<[string, string, Answers]>([
    [
      "the app is unknown",
      "settings",
      {
        "/api/v1/access_token": () => ({
          status: 401,
          body: { message: "Unauthorized", error: 401 },
        }),
      },
    ],
    [
      "the code was used",
      "used",
      { "/api/v1/access_token": () => ({ body: { error: "invalid_grant" } }) },
    ],
    [
      "another refusal",
      "settings",
      { "/api/v1/access_token": () => ({ body: { error: "unsupported_grant_type" } }) },
    ],
    [
      "an error that is no word",
      "unavailable",
      { "/api/v1/access_token": () => ({ body: { error: "the-code, the-state" } }) },
    ],
    [
      "a token of another kind",
      "unavailable",
      { "/api/v1/access_token": () => ({ body: { ...token, token_type: "mac" } }) },
    ],
    ["no JSON", "unavailable", { "/api/v1/access_token": () => ({ body: "<html>" }) }],
    ["Reddit is down", "unavailable", { "/api/v1/me": () => ({ status: 503, body: "<html>" }) }],
    ["too many requests", "unavailable", { "/api/v1/me": () => ({ status: 429, body: "<html>" }) }],
    [
      "somebody without an id",
      "unavailable",
      { "/api/v1/me": () => ({ body: { name: "RangerOlive" } }) },
    ],
    [
      "an id that is none",
      "unavailable",
      { "/api/v1/me": () => ({ body: { ...me, id: "t2_1' or" } }) },
    ],
    [
      "a suspended account",
      "suspended",
      { "/api/v1/me": () => ({ body: { ...me, is_suspended: true } }) },
    ],
    [
      "a list without an end",
      "unavailable",
      { "/subreddits/mine/moderator": () => ({ body: listing([], "t5_1") }) },
    ],
    [
      "a community with no name",
      "unavailable",
      { "/subreddits/mine/moderator": () => ({ body: listing([{ display_name: "../evil" }]) }) },
    ],
    [
      "a redirect",
      "unavailable",
      { "/subreddits/mine/moderator": () => ({ status: 302, body: "" }) },
    ],
  ])("%s: %s", async (_, problem, answers) => {
    const { answer } = await ask(answers);
    const error: unknown = await answer.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "SignInError", problem });
    expect(String(error)).not.toMatch(/the-code|the-state|secret-token|s3cret/);
  });
});
