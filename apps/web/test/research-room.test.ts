import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { changeCommunitySettings, grantRole, makeDemoData } from "@appealmod/use-cases";
import { type ExperimentResults, experimentResults } from "@appealmod/use-cases/research";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { points, whole } from "../src/components/research/numbers.ts";
import { readFraction } from "../src/components/research/read-fraction.ts";
import { aModerator, type SignedInModerator } from "./a-moderator.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let researcher: SignedInModerator;
let moderator: SignedInModerator;

const pages = [
  "/research",
  "/research/r/_demo_lakes",
  "/research/health",
  "/research/download",
  "/research/plan",
  "/research/r/_demo_lakes/fraction",
  "/research/fraction",
  "/research/labels",
] as const;

beforeAll(async () => {
  database = await createMigratedDatabase();
  await migrateJobs(database.pool);
  const operator = { kind: "operator" } as const;
  const until = new Date(Date.now() - 86_400_000);
  await makeDemoData({ database }, operator, { appeals: 1_500, seed: 5, until });
  const role = { username: "field_notes", role: "researcher", at: new Date() } as const;
  await grantRole({ database }, operator, role);
  researcher = await aModerator(database, {}, "field_notes");
  moderator = await aModerator(database);
  site = await startSite({ APPEALMOD_DATABASE_URL: database.url });
});
afterAll(async () => {
  await site?.stop();
  await database?.drop();
});

const get = (path: string, cookie = "") =>
  fetch(site.address + path, { headers: { cookie }, redirect: "manual" });

const post = (path: string, fields: Readonly<Record<string, string>>, cookie: string) =>
  fetch(site.address + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { origin: site.address, cookie },
    redirect: "manual",
  });

const pageOf = async (path: string) => parse(await (await get(path, researcher.cookie)).text());

const fromQuery = async (): Promise<ExperimentResults> => {
  const who = { kind: "researcher", username: researcher.username } as const;
  const found = await experimentResults({ database }, who, null);
  if (!found) throw new Error("no results");
  return found;
};

describe.each(pages)("%s", (path) => {
  test("is for researchers: a moderator gets 403, a stranger the sign-in", async () => {
    expect((await get(path, researcher.cookie)).status).toBe(200);
    const refused = await get(path, moderator.cookie);
    expect(refused.status).toBe(403);
    const html = await refused.text();
    expect(html).toContain("For researchers only");
    expect(html).not.toContain("_demo_kettles");
    const away = await get(path);
    expect(away.status).toBe(307);
    expect(away.headers.get("location")).toBe(`/sign-in?to=${encodeURIComponent(path)}`);
  });

  test("has drawings without styles and scripts of their own, and never NaN", async () => {
    const page = await pageOf(path);
    expect(page.querySelectorAll("svg [style], svg style, svg script, svg[style]")).toEqual([]);
    expect(page.querySelector("main")?.text).not.toMatch(/NaN|undefined|Infinity/);
    expect(page.text).toContain("No approval is recorded");
  });
});

test("a post of a moderator takes no data and sets no fraction", async () => {
  for (const [path, fields] of [
    ["/research/download/archive", {}],
    ["/research/plan/lock", {}],
    ["/research/r/_demo_lakes/fraction/set", { percent: "10" }],
  ] as const) {
    const refused = await post(path, { ...moderator.token, ...fields }, moderator.cookie);
    expect(refused.status).toBe(403);
  }
});

test("the page's numbers are those of the query", async () => {
  const [page, { flow, pooled }] = [await pageOf("/research"), await fromQuery()];
  const boxes = page.querySelectorAll(".flow-name strong").map(({ text }) => text);
  const { screening, arms } = flow;
  if (!screening) throw new Error("no screening");
  expect(boxes).toEqual(
    [
      ...[screening.banned, screening.silent, screening.wrote, screening.excludedTotal, flow.drawn],
      ...[arms.treatment.drawn, arms.treatment.invited, arms.treatment.formBegun],
      ...[arms.treatment.formSent, arms.treatment.reached],
      arms.treatment.granted + arms.treatment.denied,
      ...[arms.control.drawn, arms.control.reached, arms.control.granted + arms.control.denied],
    ].map(whole),
  );
  const difference = pooled[0]?.difference;
  if (difference?.kind !== "estimate") throw new Error("no difference");
  expect(page.querySelector(".primary-number")?.text).toContain(points(difference.estimate));
  expect(page.querySelector("[data-table=strata-granted] tfoot")?.text).toContain(
    `${points(difference.lower)} to ${points(difference.upper)}`,
  );
});

test("every mark of the drawing of differences stands in its table, and the other way round", async () => {
  const page = await pageOf("/research");
  const svg = page.querySelector("#primary")?.parentNode?.querySelector("svg.plot");
  if (!svg) throw new Error("no drawing");
  const place = (transform: string | undefined) =>
    (/translate\(([-\d.]+),([-\d.]+)\)/.exec(transform ?? "") ?? []).slice(1).map(Number);
  const labels = (axis: string) =>
    svg.querySelectorAll(`[aria-label='${axis}-axis tick label'] text`).map((tick) => ({
      text: tick.text,
      at: place(tick.getAttribute("transform")),
    }));
  // The scale is read from two of its own ticks, as an eye would.
  const [one, other] = labels("x").map(({ text, at: [x = 0] }) => ({
    value: Number(text.replace("−", "-")),
    x,
  }));
  if (!one || !other) throw new Error("no axis");
  const valueAt = (x: number) =>
    one.value + ((x - one.x) * (other.value - one.value)) / (other.x - one.x);
  const named = (y: number) =>
    labels("y").find(({ at: [, row = 0] }) => Math.abs(row - y) < 2)?.text ?? "";
  const drawn = new Map(
    svg.querySelectorAll("[aria-label='dot'] path").map((dot) => {
      const [x = 0, y = 0] = place(dot.getAttribute("transform"));
      return [named(y), points(valueAt(x) / 100)];
    }),
  );
  const limits = new Map(
    svg.querySelectorAll("[aria-label='link'] path").map((link) => {
      const [, from = 0, y = 0, to = 0] =
        /^M([-\d.]+),([-\d.]+)L([-\d.]+),/.exec(link.getAttribute("d") ?? "")?.map(Number) ?? [];
      return [named(y), `${points(valueAt(from) / 100)} to ${points(valueAt(to) / 100)}`];
    }),
  );
  const rows = page.querySelectorAll("[data-table=strata-granted] :is(tbody, tfoot) tr");
  const inTable = rows.flatMap((row) => {
    const name = (row.querySelector("th bdi") ?? row.querySelector("th"))?.text.trim() ?? "";
    const cell = row.querySelector("[data-label=Difference]");
    const estimate = cell?.querySelector("strong")?.text;
    return estimate ? [[name, estimate, cell?.querySelector(".limits")?.text]] : [];
  });
  expect(inTable.length).toBeGreaterThan(6);
  expect(new Map(inTable.map(([name, estimate]) => [name, estimate]))).toEqual(drawn);
  expect(new Map(inTable.map(([name, , range]) => [name, range]))).toEqual(limits);
});

test("the archive is a zip file that no cache keeps", async () => {
  const response = await post("/research/download/archive", researcher.token, researcher.cookie);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/zip");
  expect(response.headers.get("content-disposition")).toMatch(/appealmod-experiment-.*\.zip"$/);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const body = Buffer.from(await response.arrayBuffer());
  expect(body.subarray(0, 2).toString()).toBe("PK");
  expect(body.includes("datapackage.json")).toBe(true);
});

describe("the fraction of a community", () => {
  const path = "/research/r/_demo_lakes/fraction";
  const fraction = async () =>
    (
      await database.pool.query(
        `select r.settings ->> 'treatmentFraction' as fraction, r.actor_kind, r.actor_name
        from communities c join community_revisions r on r.id = c.revision_id
        where c.key = '_demo_lakes'`,
      )
    ).rows;

  test("is set in two steps, and by whom is kept", async () => {
    const preview = await pageOf(`${path}?percent=40`);
    expect(preview.querySelector("main")?.text).toContain("What 40.0 % would do");
    expect(preview.querySelector("main")?.text).toContain("The current phase, number 3, ends");
    expect(await fraction()).toEqual([]);
    const set = await post(
      `${path}/set`,
      { ...researcher.token, percent: "40" },
      researcher.cookie,
    );
    expect(set.headers.get("location")).toBe(`${path}?done=1`);
    expect(await fraction()).toEqual([
      { fraction: "0.4", actor_kind: "researcher", actor_name: "field_notes" },
    ]);
  });

  test("of 0 or 100 says that the experiment is over there", async () => {
    const preview = await pageOf(`${path}?percent=100`);
    expect(preview.querySelector("main")?.text).toContain("Everybody would go to one arm");
  });

  test.each(["", "101", "-1", "abc", "50; drop", "1e1"])("%j is no share", async (typed) => {
    expect(readFraction(typed)).toBeNull();
    const page = await pageOf(`${path}?${new URLSearchParams({ percent: typed })}`);
    expect(page.querySelector("[role=alert]")?.text).toContain("from 0 to 100");
    expect(page.querySelectorAll(`form[action='${path}/set']`)).toEqual([]);
  });

  test("of a community that nobody knows is not found", async () => {
    expect((await get("/research/r/Nowhere", researcher.cookie)).status).toBe(404);
    expect((await get("/research/r/Nowhere/fraction", researcher.cookie)).status).toBe(404);
  });
});

test("the share of all communities is set at once, after it was shown what that does", async () => {
  const page = await pageOf("/research/fraction?percent=25");
  expect(page.querySelectorAll("[data-table=fractions] tbody tr")).toHaveLength(3);
  expect(page.text).toContain("Set 3 communities to 25.0 %");
  const set = await post(
    "/research/fraction/set",
    { ...researcher.token, percent: "25" },
    researcher.cookie,
  );
  expect(set.headers.get("location")).toBe("/research/fraction?done=3");
  expect((await pageOf("/research/fraction")).querySelectorAll("td")[0]?.text).toBe("25.0 %");
});

test("labels of coders are shown with their agreement, and what is wrong with them is said", async () => {
  const take = await post(
    "/research/labels/sheet",
    { ...researcher.token, rows: "4" },
    researcher.cookie,
  );
  const ids = (await take.text())
    .split("\r\n")
    .slice(1, 5)
    .map((line) => line.split(",")[0]);
  const rows = ids.flatMap((id, i) => [
    `${id},ann,toxic`,
    `${id},ben,${i < 3 ? "toxic" : "not-toxic"}`,
  ]);
  const bringIn = (csv: string) =>
    post("/research/labels/import", { ...researcher.token, csv }, researcher.cookie);
  const done = await bringIn(`appeal,coder,label\n${rows.join("\n")}`);
  expect(done.headers.get("location")).toBe("/research/labels?kept=8&unknown=0");
  const page = await pageOf("/research/labels");
  expect(page.querySelector(".agreement")?.text).toContain(
    "ann and ben labelled 4 of the same appeals",
  );
  const wrong = await bringIn("<b>");
  const address = wrong.headers.get("location") ?? "";
  expect(address).toContain("/research/labels?wrong=");
  expect((await pageOf(address)).querySelector("[role=alert]")?.text).toContain(
    "Nothing was brought in",
  );
});

test("a community's report is there once its moderators ask for it, and in three formats", async () => {
  const path = "/report/_demo_lakes";
  expect((await get(path)).status).toBe(404);
  expect((await get(`${path}/data/csv`)).status).toBe(404);
  const changes = { transparencyReport: true };
  const operator = { kind: "operator" } as const;
  await changeCommunitySettings({ database }, operator, { subreddit: "_demo_lakes", changes });
  const page = parse(await (await get(path)).text());
  expect(page.querySelectorAll("main table").length).toBeGreaterThan(3);
  expect(page.querySelector("main")?.text).toContain("not a statement of reasons");
  expect(page.querySelector("main")?.text).not.toMatch(/NaN|undefined/);
  const inGerman = parse(await (await get(`${path}?language=de`)).text()).querySelector("main");
  expect(inGerman?.text).toContain("Als CSV");
  expect(inGerman?.text).toContain("Sperren");
  for (const [format, type] of [
    ["csv", "text/csv"],
    ["json", "application/json"],
    ["atom", "application/atom+xml"],
  ] as const) {
    const answer = await get(`${path}/data/${format}`);
    expect(answer.headers.get("content-type")).toContain(type);
    expect(await answer.text()).toContain("_demo_lakes");
  }
  expect((await get(`${path}/data/xml`)).status).toBe(404);
});

test("a month is corrected beside what was published, with a reason that everybody reads", async () => {
  const sub = "PineLakeHikers";
  await database.pool.query(
    `insert into bans (subreddit, subreddit_key, username, username_key, banned_at, permanence,
      source, is_in_log, checked_at)
    select 'PineLakeHikers', 'pinelakehikers', 'person_' || i, 'person_' || i,
      now() - interval '70 days', 'permanent', 'log', true, now() from generate_series(1, 9) i`,
  );
  const changes = { transparencyReport: true };
  await changeCommunitySettings({ database }, { kind: "operator" }, { subreddit: sub, changes });
  const keeper = await aModerator(database, { [sub]: ["all"] }, "keeper");
  const path = `/moderate/r/${sub}/report`;
  const list = parse(await (await get(path, keeper.cookie)).text());
  const links = list.querySelectorAll(`a[href*='month=']`).map((link) => link.getAttribute("href"));
  const [address = ""] = links.slice(-1);
  await database.pool.query("update bans set permanence = 'temporary' where username ~ 'person_'");
  const page = parse(await (await get(address.replace(/#.*/, ""), keeper.cookie)).text());
  expect(page.querySelectorAll("main table strong").map(({ text }) => text)).toEqual(["<5", "9"]);
  const month = /month=([\d-]+)/.exec(address)?.[1] ?? "";
  const correct = (note: string) =>
    post(`${path}/correct`, { ...keeper.token, month, note }, keeper.cookie);
  expect((await correct(" ")).headers.get("location")).toBe(`${path}?month=${month}&wrong=1`);
  expect((await correct("All were <i>temporary</i>.")).headers.get("location")).toBe(
    `${path}?version=2`,
  );
  const shown = parse(await (await get(`/report/${sub}`)).text());
  expect(shown.querySelector(`#month-${month}-2`)?.text).toContain("version 2");
  expect(shown.querySelector("main")?.text).toContain("All were <i>temporary</i>.");
});

describe("a plan", () => {
  const plan = {
    ...{ community: "", primaryOutcome: "granted", secondaryOutcomes: "decided" },
    ...{ test: "Mantel-Haenszel <b>", alpha: "0,05", size: "800", looks: "4" },
    stopRule: "At 800 draws.",
  };

  test("is locked, shown with its hash, and marked as late", async () => {
    const locked = await post(
      "/research/plan/lock",
      { ...researcher.token, ...plan },
      researcher.cookie,
    );
    expect(locked.headers.get("location")).toBe("/research/plan?done=1");
    const main = (await pageOf("/research/plan")).querySelector("main");
    expect(main?.text).toContain("Plan 1 of all communities");
    expect(main?.text).toContain("Late: somebody had been drawn");
    expect(main?.querySelector(".research-hash")?.text).toMatch(/^[0-9a-f]{64}$/);
    expect(main?.innerHTML).not.toContain("Mantel-Haenszel <b>");
    expect(main?.querySelectorAll(".research-narrow tbody tr")).toHaveLength(4);
  });

  test("that is wrong is not locked, and its words come back", async () => {
    const refused = await post(
      "/research/plan/lock",
      { ...researcher.token, ...plan, looks: "99" },
      researcher.cookie,
    );
    const back = refused.headers.get("location") ?? "";
    const main = (await pageOf(back)).querySelector("main");
    expect(main?.querySelector("[role=alert]")?.text).toContain("look again at Planned looks");
    expect(main?.querySelector("#stopRule")?.text).toBe("At 800 draws.");
    expect(main?.text).not.toContain("Plan 2");
  });
});

test("a plan that hides the arms has every page name them A and B, until they are unlocked", async () => {
  const hiding = {
    ...{ community: "", primaryOutcome: "granted", test: "Mantel-Haenszel", alpha: "0.05" },
    ...{ size: "90000", looks: "1", stopRule: "At 90,000 draws.", isBlinded: "yes" },
  };
  await post("/research/plan/lock", { ...researcher.token, ...hiding }, researcher.cookie);
  const shown = ["/research", "/research/r/_demo_lakes", "/research/health", "/research/labels"];
  for (const path of shown) {
    const main = (await pageOf(path)).querySelector("main");
    expect(main?.text).not.toMatch(/treatment|control|form sent/i);
    expect(main?.text).toContain("The arms' names are hidden");
  }
  const head = (await pageOf("/research")).querySelector("[data-table=outcomes] thead")?.text;
  expect(head).toMatch(/A.*B/);
  for (const path of ["/research/fraction", "/research/r/_demo_lakes/fraction"])
    expect((await get(path, researcher.cookie)).headers.get("location")).toBe(
      "/research/plan?closed=1",
    );
  expect((await pageOf("/research/download")).querySelectorAll("form[action$=archive]")).toEqual(
    [],
  );
  const archive = await post("/research/download/archive", researcher.token, researcher.cookie);
  expect(archive.headers.get("location")).toBe("/research/plan?closed=1");
  expect((await get("/research/csv?table=form", researcher.cookie)).status).toBe(303);

  const unlock = (fields: Readonly<Record<string, string>>) =>
    post("/research/plan/unlock", { ...researcher.token, ...fields }, researcher.cookie);
  expect((await unlock({})).headers.get("location")).toBe("/research/plan?unsure=1#unlock");
  expect((await pageOf("/research")).text).toContain("The arms' names are hidden");
  expect((await unlock({ sure: "yes" })).headers.get("location")).toBe("/research/plan?unlocked=1");
  expect((await pageOf("/research")).querySelector("[data-table=outcomes]")?.text).toContain(
    "Treatment",
  );
  const plan = (await pageOf("/research/plan")).querySelector("main")?.text;
  expect(plan).toContain("by u/field_notes, with 1,500 drawn");
  expect(plan).toContain("unlocked before as many people had been drawn as planned");
});

test("looks at the results are counted and said", async () => {
  const page = await pageOf("/research");
  expect(page.querySelector("main")?.text).toMatch(/This is the first look|Looks so far: 1/);
});

describe("the tables as CSV", () => {
  test.each(["strata", "times", "days"])("%s is whole, for researchers alone", async (table) => {
    const response = await get(`/research/csv?table=${table}`, researcher.cookie);
    expect(response.headers.get("content-type")).toContain("text/csv");
    const [head = "", ...rows] = (await response.text()).trim().split("\r\n");
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(row.split(",")).toHaveLength(head.split(",").length);
    for (const cookie of [moderator.cookie, ""]) {
      const refused = await get(`/research/csv?table=${table}`, cookie);
      expect([refused.status, await refused.text()]).toEqual([303, ""]);
    }
  });

  test("a share that is negative stays a number, and the pooled row is the page's", async () => {
    const { pooled } = await fromQuery();
    const csv = await (await get("/research/csv?table=strata", researcher.cookie)).text();
    const difference = pooled[0]?.difference;
    expect(difference?.kind === "estimate" && csv.includes(String(difference.lower))).toBe(true);
  });
});
