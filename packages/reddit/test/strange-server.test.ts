import { expect, test } from "vitest";
import { type ScriptedAnswer, ScriptedServer, type SeenRequest } from "./scripted-server.ts";
import { testGateway } from "./test-gateway.ts";

const subreddit = "PineLakeHikers";
const endpoints = {
  bans: `GET /r/${subreddit}/about/banned`,
  log: `GET /r/${subreddit}/about/log`,
};
/** Seconds; when the oldest of the bans was given, one each minute from then on. */
const began = Date.parse("2026-02-28T00:00:00Z") / 1000;
const count = 250;

interface Ban {
  readonly name: string;
  readonly date: number;
}

type Bans = { readonly list: Ban[]; readonly unbanned: Set<string> };

const listing = (children: readonly unknown[], after: string | null = null): ScriptedAnswer => ({
  body: { kind: "Listing", data: { children, after } },
});

const entry = (id: string, action: string, target: string | null, at: number) => ({
  kind: "modaction",
  data: { id, action, target_author: target, created_utc: at },
});

/** The true log as its newest entries come first. */
function trueLog({ list, unbanned }: Bans) {
  const end = began + count * 60;
  return [
    ...[...unbanned].map((name, at) => entry(`unban${at}`, "unbanuser", name, end + at)).reverse(),
    ...list.map(({ name, date }) => entry(`ban-${name}`, "banuser", name, date)),
  ];
}

let turn = 0;
const logs: Readonly<Record<string, (bans: Bans, request: SeenRequest) => ScriptedAnswer>> = {
  "a 404": () => ({ status: 404, body: { message: "Not Found", error: 404 } }),
  "a 404 in HTML": () => ({ status: 404, body: "<h1>Cannot GET</h1>" }),
  "a 403": () => ({ status: 403, body: { message: "Forbidden", error: 403 } }),
  "a 403 in HTML": () => ({ status: 403, body: "<h1>no</h1>" }),
  "a 400": () => ({ status: 400, body: { message: "Bad Request", error: 400 } }),
  "a 405": () => ({ status: 405, body: "no" }),
  "a 500": () => ({ status: 500, body: { message: "Internal Server Error", error: 500 } }),
  "a 501": () => ({ status: 501, body: "" }),
  "a redirect": () => ({ status: 302, headers: { location: "/subreddits/search" }, body: "" }),
  nothing: () => ({ body: "" }),
  "a page": () => ({ body: "<html></html>" }),
  "an empty group": () => ({ body: {} }),
  "an empty list": () => ({ body: [] }),
  "an empty log": () => listing([]),
  "entries without what an entry has": () => listing([{ kind: "modaction", data: {} }]),
  "entries without a wrapper": (bans) => listing(trueLog(bans).map(({ data }) => data)),
  "a log that stands still, of long ago": () =>
    listing([
      entry("old1", "removelink", "SomeoneElse", began - 9_000),
      entry("old2", "banuser", "SomeoneElse", began - 10_000),
    ]),
  "a log of other things": () =>
    listing([
      entry("new1", "removelink", "SomeoneElse", began + count * 60),
      entry("old2", "banuser", "SomeoneElse", began - 10_000),
    ]),
  "entries with another id each time": (bans) => {
    turn += 1;
    return listing(
      trueLog(bans).map((each, at) => ({ ...each, data: { ...each.data, id: `${turn}-${at}` } })),
    );
  },
  "the whole log, whatever the limit": (bans) => listing(trueLog(bans)),
  "the first ten, whatever is asked": (bans) => listing(trueLog(bans).slice(0, 10), "further"),
};

/** How a server may answer who asks for the list of all bans; each that it names is banned. */
const lists: Readonly<
  Record<string, (all: readonly Ban[], after: string | null) => ScriptedAnswer>
> = {
  "pages of ten": (all, after) => pageOf(all, after, 10),
  "the whole list": (all) => pageOf(all, null, count),
  "the first page again and again": (all) => pageOf(all, null, 100),
  "the first page only": (all) => listing(childrenOf(all.slice(0, 100))),
  "an empty list": () => listing([]),
  "a 400": () => ({ status: 400, body: { message: "Bad Request", error: 400 } }),
  "no list": () => ({ body: {} }),
};

const childrenOf = (bans: readonly Ban[]) =>
  bans.map(({ name, date }) => ({ name, date, note: name, days_left: null }));

function pageOf(all: readonly Ban[], after: string | null, size: number): ScriptedAnswer {
  const from = all.findIndex(({ name }) => name === after) + 1;
  const page = all.slice(from, from + size);
  return listing(childrenOf(page), from + size < all.length ? (page.at(-1)?.name ?? null) : null);
}

const usualLog = (bans: Bans) => listing(trueLog(bans).slice(0, 100), "further");
const usualList = (all: readonly Ban[], after: string | null) => pageOf(all, after, 100);

test.each([
  ...Object.entries(logs).map(([kind, log]) => ({
    kind: `${kind} for a log`,
    log,
    page: usualList,
  })),
  ...Object.entries(lists).map(([kind, page]) => ({
    kind: `${kind} for a list`,
    log: usualLog,
    page,
  })),
])("with $kind nobody is taken for what they are not, and nobody waits", async ({ log, page }) => {
  const list = Array.from({ length: count }, (_, at) => ({
    name: `Hiker${at}`,
    date: began + (count - at) * 60,
  }));
  const bans: Bans = { list, unbanned: new Set() };
  const server = await ScriptedServer.start();
  server.on(endpoints.log, (request) => log(bans, request));
  server.on(endpoints.bans, ({ query }) => {
    const standing = list.filter(({ name }) => !bans.unbanned.has(name));
    const user = query.get("user");
    if (user === null) return page(standing, query.get("after"));
    return listing(childrenOf(standing.filter(({ name }) => name === user)));
  });
  const { gateway, time } = testGateway(server.url, {
    waitingIn: async () => list.map(({ name }) => name),
  });
  const wrong: string[] = [];
  for (const [at, { name }] of list.toReversed().entries()) {
    // One of ten is let go just before it is their turn.
    if (at % 10 === 9) bans.unbanned.add(name);
    time.now += 300;
    const ban = await gateway.findBan(subreddit, name).catch(() => null);
    if ((ban?.isBanned ?? false) === bans.unbanned.has(name)) wrong.push(name);
    time.now += 2_000;
  }
  expect(wrong).toEqual([]);
  expect(server.seen.length).toBeLessThan(1.3 * count);
  expect(time.sleeps.length).toBeLessThanOrEqual(3);
});

test("a list of all that only ever breaks delays some of a crowd, and stops nobody", async () => {
  const server = await ScriptedServer.start();
  server.on(endpoints.bans, ({ query }) => {
    const user = query.get("user");
    if (user === null) return { status: 500, body: "" };
    return listing(childrenOf([{ name: user, date: began }]));
  });
  const { gateway, time } = testGateway(server.url);
  let failed = 0;
  for (let at = 0; at < 20; at += 1) {
    time.now += 1_000;
    const ban = await gateway.findBan(subreddit, `Hiker${at}`).catch(() => null);
    if (ban === null) failed += 1;
  }
  expect(failed).toBeLessThanOrEqual(2);
});
