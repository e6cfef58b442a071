import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limits } from "../src/server/rate-limit.ts";
import { anInvitedAppeal } from "./an-invited-appeal.ts";
import { type OpenSite, openSite, throughProxy } from "./open-site.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite(throughProxy));
});
afterAll(() => closeSite?.());

interface Asked {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks for a path exactly as it is written, which `fetch` would straighten. */
async function ask(path: string, address: string, { method = "GET", body, headers }: Asked = {}) {
  const { hostname, port } = new URL(site.address);
  const asked = request({
    ...{ hostname, port, path, method, agent: false },
    headers: {
      "x-forwarded-for": address,
      ...(body === undefined
        ? {}
        : {
            "content-type": "application/x-www-form-urlencoded",
            "content-length": String(Buffer.byteLength(body)),
          }),
      ...headers,
    },
  });
  asked.end(body);
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  let text = "";
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

/** Uses a limit up, in the window that is now and in the one that may begin meanwhile. */
async function useUp(most: number, once: () => Promise<{ readonly status: number }>) {
  const seen = new Set<number>();
  for (let sent = 0; sent < most * 2 + 20 && !seen.has(429); sent += 40)
    for (const { status } of await Promise.all(Array.from({ length: 40 }, once))) seen.add(status);
  return seen;
}

let clients = 0;

/** An address that nobody has asked from yet. */
const another = () => `198.51.100.${++clients}`;

const lostLink = "reddit_username=nobody&subreddit=%3F";

test.each([
  "/form",
  "/lost-link",
  "/lost-link?_rsc=1abcd",
  "/lost-link.rsc",
  "/%6cost-link",
  "//lost-link",
  "/LOST-LINK",
  "/lost-link/",
  "/./lost-link",
])("the limit of lost links holds for what is posted to %s", async (path) => {
  const address = another();
  const post = () => ask(path, address, { method: "POST", body: lostLink });
  const { status, headers } = await post();
  const isTaken = status === 303 && String(headers.location).startsWith("/form?check=");
  // What does not reach the handler is sent elsewhere, or is no page.
  if (!isTaken) return expect([307, 308, 404, 405]).toContain(status);
  const { most } = limits["lost links of an address"];
  expect([...(await useUp(most, post))]).toContain(429);
});

test.each(["/sign-up", "/sign-up/submit", "/sign-up/submit?_rsc=1abcd", "/%73ign-up/submit"])(
  "the limit of sign-ups holds for what is posted to %s",
  async (path) => {
    const address = another();
    const post = () => ask(path, address, { method: "POST", body: "subreddit=%3F" });
    const { status, headers } = await post();
    const isTaken = status === 303 && String(headers.location).startsWith("/sign-up?check=");
    if (!isTaken) return expect([307, 308, 404, 405]).toContain(status);
    expect([...(await useUp(limits["sign-ups of an address"].most, post))]).toContain(429);
  },
);

test("the posts to a link count together, however its token is spelt and whoever posts", async () => {
  const { token } = await anInvitedAppeal(database);
  const escaped = `%${token.charCodeAt(0).toString(16)}${token.slice(1)}`;
  const paths = [
    `/form/${token}`,
    `/form/${token}/submit`,
    `/form/${token}/submit?_rsc=1abcd`,
    `/form/${escaped}`,
    `/form/${escaped}/submit`,
    `/FORM/${token}`,
    `//form/${token}`,
  ];
  let sent = 0;
  const save = () => {
    sent += 1;
    return ask(paths[sent % paths.length] ?? "", `192.0.2.${sent % 200}`, {
      method: "POST",
      body: "intent=save",
    });
  };
  expect([...(await useUp(limits["posts of a link"].most, save))]).toContain(429);
  for (const path of paths) {
    const { status } = await ask(path, "192.0.2.250", { method: "POST", body: "intent=save" });
    // A redirect leads to an address that counts.
    expect([429, 307, 308], path).toContain(status);
  }
});

test("nobody tells the site by a header of its own whom they are", async () => {
  const { most } = limits["sign-ups of an address"];
  let sent = 0;
  const post = () => {
    sent += 1;
    return ask("/sign-up", "192.0.2.201", {
      method: "POST",
      body: "subreddit=%3F",
      headers: { "x-appealmod-client": `192.0.2.${sent}` },
    });
  };
  expect([...(await useUp(most, post))]).toContain(429);
});

test.each([
  ["GET", "/_next/no-such-thing"],
  ["GET", "/_next/static/chunks/no-such-thing.js"],
  ["GET", "/_next/image?url=%2Ficon.svg&w=16&q=75"],
  ["POST", "/_next/no-such-thing"],
  ["PUT", "/"],
  ["OPTIONS", "/_next/no-such-thing"],
  ["DELETE", "/healthz"],
  ["PROPFIND", "/_next/no-such-thing"],
  ["GET", "/icon.svg"],
])("%s %s counts against the limit of its address", async (method, path) => {
  const address = another();
  const { most } = limits["pages of an address"];
  expect([...(await useUp(most, () => ask(path, address, { method })))]).toContain(429);
});

test("scripts and styles that there are, and the look at the site's health, count for nothing", async () => {
  const html = (await ask("/", "192.0.2.40")).text;
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? "";
  const { most } = limits["pages of an address"];
  for (const path of [script, "/healthz"]) {
    const seen = await useUp(most, () => ask(path, "192.0.2.40"));
    expect([...seen], path).toEqual([200]);
  }
});

test("an unknown file of the framework's is a plain page, under a policy", async () => {
  const { status, headers } = await ask("/_next/static/chunks/no.js", "192.0.2.41");
  expect(status).toBe(404);
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});

test.each(["/icon.svg.html", "/icon.svg/more", "/plain.css", "/plain.cssx", "/_next/staticx"])(
  "%s goes without no header",
  async (path) => {
    const { status, headers } = await ask(path, "192.0.2.42");
    expect(status).toBe(404);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  },
);

test("requests to upgrade leave the site answering, and no connection open", async () => {
  const { hostname, port } = new URL(site.address);
  await ask("/", "192.0.2.50");
  const upgrade = async () => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.resume();
    socket.write(
      `GET / HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Forwarded-For: 192.0.2.50\r\n\r\n`,
    );
    await once(socket, "close");
    return { status: 0 };
  };
  for (let sent = 0; sent < 300; sent += 50) await Promise.all(Array.from({ length: 50 }, upgrade));
  expect((await ask("/", "192.0.2.51")).status).toBe(200);
});

test("a site under https has browsers keep to it, on every answer", async () => {
  const secure = await startSite({
    APPEALMOD_DATABASE_URL: database.url,
    APPEALMOD_WEB_URL: "https://appeals.example.org",
  });
  try {
    for (const path of ["/", "/form", "/healthz", "/icon.svg", "/no-such-page", "/%00"]) {
      const { headers } = await fetch(secure.address + path);
      expect(headers.get("strict-transport-security"), path).toBe("max-age=31536000");
    }
  } finally {
    await secure.stop();
  }
  expect((await ask("/", "192.0.2.43")).headers["strict-transport-security"]).toBeUndefined();
});
