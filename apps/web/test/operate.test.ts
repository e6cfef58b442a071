import { serveCommunities, storeRate, storeSignUp } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { recordCommunityTrouble } from "@appealmod/use-cases";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aModerator, type SignedInModerator } from "./a-moderator.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const key = "process-conversation:c1";
let opened: OpenSite;
let operator: SignedInModerator;

beforeAll(async () => {
  opened = await openSite({
    APPEALMOD_ADMINS: "TheOperator",
    APPEALMOD_REDDIT_PASSWORD: "a-password-of-the-bot",
  });
  operator = await aModerator(opened.database, {}, "TheOperator");
});
afterAll(() => opened?.closeSite());
beforeEach(() => opened.database.pool.query("delete from graphile_worker._private_jobs"));

const sql = (text: string) => opened.database.pool.query(text);
async function page(path: string) {
  const response = await fetch(opened.site.address + path, {
    headers: { cookie: operator.cookie },
  });
  expect(response.status).toBe(200);
  const html = await response.text();
  const main = parse(html).querySelector("main");
  return { html, text: main?.textContent.replaceAll(/\s+/g, " ") ?? "", main };
}
/** What an act shows; it makes the page forget the numbers that it has. */
async function act(path: string, fields: Readonly<Record<string, string>>) {
  const response = await fetch(opened.site.address + path, {
    method: "POST",
    redirect: "manual",
    headers: { origin: opened.site.address, cookie: operator.cookie },
    body: new URLSearchParams({ ...operator.token, ...fields }),
  });
  expect(response.status).toBe(303);
  return page(response.headers.get("location") ?? "");
}
const look = () => act("/operate/jobs/retry", { job: "none" });
const aFailingJob = async () => {
  await enqueue(opened.database.pool, "process-conversation", {
    ...{ conversationId: "c1", subreddit: "PineLakeHikers", username: "otter", because: "due" },
  } as const);
  await sql(
    `select graphile_worker.reschedule_jobs(array[failed.id], run_at => now() + interval '1 hour', attempts => 3)
    from graphile_worker.permanently_fail_jobs(array(select id from graphile_worker.jobs), '<b>the lake is frozen</b>') as failed`,
  );
};
const shown = async () =>
  Object.fromEntries(
    ((await look()).main?.querySelectorAll("[data-issue]") ?? []).map((item) => [
      item.getAttribute("data-issue"),
      item.textContent,
    ]),
  );

test("says that all is well, as of when, while a worker lives and nothing is wrong", async () => {
  const client = await opened.database.pool.connect();
  try {
    await client.query("select pg_advisory_lock(716030, 1)");
    const { text } = await look();
    expect(text).toContain("All is well");
    expect(text).toMatch(/As of .* UTC\./);
    expect(text).toMatch(/Postgres\s*\d+/);
  } finally {
    client.release(true);
  }
});

test("says each kind of issue in a sentence of its own, with what to do, the worst first", async () => {
  const { database } = opened;
  await aFailingJob();
  await serveCommunities(database, ["PineLakeHikers"]);
  await recordCommunityTrouble(
    { database },
    { kind: "program" },
    {
      ...{ subreddit: "PineLakeHikers", trouble: "It lacks the permission for <modmail>." },
    },
  );
  await sql(`
    insert into listing_cursors (account_key, seen_until, observed_at)
      values ('appealmodbot/a', now(), now() - interval '2 hours');
    insert into moderation_log_positions (account_key, read_at)
      values ('appealmodbot', now() - interval '2 hours');
    insert into events (position, kind, at, actor_kind, level, audience, message, data)
      values (1, 'tested', now() - interval '1 hour', 'program', 'info', 'detail', 'Tested.', '{}');
    insert into sinks (name, position) values ('mongo', 0);
    insert into sinks (name, position, failures, failing_since, last_error)
      values ('slack-main', 1, 3, now() - interval '1 hour', 'no_service');
    insert into actions (scope, scope_id, key, conversation_id, action, claimed_at)
      values ('conversation', 'c1', 'k', 'c1', '{}', now() - interval '1 hour');
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
  await storeSignUp(database.orm, {
    ...{ name: "Robin", email: "robin@example.org", redditUsername: "ranger" },
    ...{ subredditUrl: "r/BirdCalls", at: new Date(Date.now() - 5 * 86_400_000) },
  });
  const issues = await shown();
  expect(Object.keys(issues)).toEqual([
    "no-worker",
    "listing-late",
    "community",
    "actions-unknown",
    "log-late",
    "jobs-failing",
    "sink-failing",
    "sink-late",
    "tables-newer",
    "sign-ups-waiting",
  ]);
  expect(issues["no-worker"]).toContain("No bot is at work");
  expect(issues["listing-late"]).toContain(
    "u/appealmodbot last went through the modmail 2 hours ago",
  );
  expect(issues.community).toContain("It lacks the permission for <modmail>.");
  expect(issues["actions-unknown"]).toContain("Of one message or act on Reddit nobody knows");
  expect(issues["log-late"]).toContain("last read the moderation log 2 hours ago");
  expect(issues["jobs-failing"]).toContain("One job fails and is tried again and again");
  expect(issues["sink-failing"]).toContain("slack-main takes nothing: 3 deliveries have failed");
  expect(issues["sink-failing"]).toContain("no_service");
  expect(issues["sink-late"]).toContain("mongo is behind by one event");
  expect(issues["tables-newer"]).toContain("newer than this site by one change");
  expect(issues["sign-ups-waiting"]).toContain("A sign-up waits");
  for (const said of Object.values(issues)) expect(said).toContain("What to do:");

  await sql(`delete from drizzle.__drizzle_migrations where hash = 'later';
    update moderation_log_positions set trouble_kind = 'gap', trouble_reason = 'Entries are missing.';
    update graphile_worker._private_jobs set run_at = now() - interval '1 hour',
      created_at = now() - interval '1 hour'`);
  const others = await shown();
  expect(others["queue-stuck"]).toContain("one of them, and the first could have run 1 hour ago");
  expect(others["log-not-followed"]).toContain("Entries are missing.");
});

test("a job that fails is shown with its error, given up, and tried again", async () => {
  await aFailingJob();
  const before = await look();
  expect(before.html).toContain("&lt;b&gt;the lake is frozen&lt;/b&gt;");
  expect(before.text).toContain("r/PineLakeHikers, u/otter");
  const givenUp = await act("/operate/jobs/give-up", { job: key });
  expect(givenUp.text).toContain("The job is tried no more.");
  expect(givenUp.text).toContain("Given up by u/TheOperator.");
  const retried = await act("/operate/jobs/retry", { job: key });
  expect(retried.text).toContain("tried as soon as a worker is free");
  await sql("update graphile_worker._private_jobs set locked_by = 'w', locked_at = now()");
  expect((await act("/operate/jobs/give-up", { job: key })).text).toContain(
    "A worker has this job just now",
  );
});

test("a sign-up is noted as answered, once, and by whom", async () => {
  const id = await storeSignUp(opened.database.orm, {
    ...{ name: "Wren", email: "wren@example.org", redditUsername: "wren" },
    ...{ subredditUrl: "r/BirdSongs", at: new Date() },
  });
  const noted = await act("/operate/sign-ups/answered", { "sign-up": String(id) });
  expect(noted.text).toContain("Noted.");
  expect(noted.text).toMatch(/answered .* by u\/TheOperator/);
  const again = await act("/operate/sign-ups/answered", { "sign-up": String(id) });
  expect(again.text).toContain("had been answered before");
});

test("a role is given and taken away, and what is no name is refused", async () => {
  const granted = await act("/operate/roles/grant", { username: "u/DrFern", role: "researcher" });
  expect(granted.text).toContain("The role was given.");
  expect(granted.text).toContain("u/DrFern Researcher");
  const wrong = await act("/operate/roles/grant", { username: "no name", role: "researcher" });
  expect(wrong.text).toContain("That is no name of a redditor");
  const revoked = await act("/operate/roles/revoke", { username: "DrFern", role: "researcher" });
  expect(revoked.text).toContain("The role was taken away.");
  expect(revoked.text).not.toContain("u/DrFern");
});

test("settings are shown with where they come from, and no secret", async () => {
  const { html, text } = await page("/operate/settings");
  expect(text).toMatch(/admins.*TheOperator\s*APPEALMOD_ADMINS/);
  expect(html).not.toContain("a-password-of-the-bot");
  expect(html).not.toContain(opened.database.url);
});

test("while Postgres is too slow the page says so, and comes all the same", async () => {
  const client = await opened.database.pool.connect();
  try {
    await look();
    await client.query("begin; lock table sinks in access exclusive mode");
    await sql("delete from graphile_worker._private_jobs");
    expect((await look()).text).toContain("Postgres took longer than three seconds");
  } finally {
    await client.query("rollback");
    client.release();
  }
});

test("acts on all jobs that match, with their number first, and on none that runs", async () => {
  const many = (from: number, until: number, error: string) =>
    sql(
      `with added as (select graphile_worker.add_job('process-conversation',
        json_build_object('conversationId', 'm' || n, 'subreddit', 'PineLakeHikers', 'username', 'otter', 'because', 'due'),
        job_key => 'process-conversation:m' || n, flags => array['redditor=otter']) as job from generate_series(${from}, ${until}) as n),
      failed as (select graphile_worker.permanently_fail_jobs(array(select (job).id from added), '${error}'))
    select graphile_worker.reschedule_jobs(array(select (job).id from added), run_at => now() + interval '1 hour', attempts => 3)
    from failed`,
    );
  await many(1, 60, "the lake is frozen");
  await many(61, 63, "the dog ate it");
  await sql(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where key = 'process-conversation:m1'",
  );
  const found = await page("/operate/jobs?match=FROZEN");
  expect(found.text).toContain("60 jobs match");
  expect(found.text).toContain("A worker has one of them just now");
  expect(found.text).toContain("Try all 59 now");
  expect(found.main?.querySelectorAll(".operate-job")).toHaveLength(50);
  const fields = { state: "failing", match: "frozen" };
  const given = await act("/operate/jobs/give-up-all", fields);
  expect(given.text).toContain(
    "59 jobs are tried no more. A worker has one that matched: it was left alone.",
  );
  const left = await page("/operate/jobs");
  expect(left.text).toContain("4 jobs match");
  const retried = await act("/operate/jobs/retry-all", { state: "given-up", match: "u/otter" });
  expect(retried.text).toContain("59 jobs are tried as soon as workers are free.");
  const { rows } = await sql(
    `select kind, actor_name as by, data -> 'details' ->> 'changed' as changed from events
    where kind in ('jobs-given-up', 'jobs-retried') order by id`,
  );
  expect(rows).toEqual([
    { kind: "jobs-given-up", by: "TheOperator", changed: "59" },
    { kind: "jobs-retried", by: "TheOperator", changed: "59" },
  ]);
});

test("lists who is signed in, and signs out", async () => {
  await aModerator(opened.database, {}, "WhoLeft");
  const { main } = await page("/operate/sessions");
  const row = main
    ?.querySelectorAll(".room-row")
    .find((each) => each.textContent.includes("u/WhoLeft"));
  expect(row?.textContent).toContain("in one browser");
  const redditor = row?.querySelector("[name=redditor]")?.getAttribute("value") ?? "";
  const after = await act("/operate/sessions/end", { redditor });
  expect(after.text).toContain("Signed out.");
  expect(after.text).not.toContain("WhoLeft");
  expect(after.text).toContain("u/TheOperator");
});

test("draws what was left of each account's requests, with its table", async () => {
  expect((await look()).text).toContain("No bot has noted any within the last day.");
  for (const [minutes, remaining] of [
    [90, 900],
    [30, 40],
    [29, 60],
  ] as const)
    await storeRate(opened.database.orm, "appealmodbot", {
      remaining,
      at: new Date(Date.now() - minutes * 60_000),
    });
  const { main, text } = await look();
  expect(text).toContain("u/appealmodbot: at least 40, at most 900 left");
  expect(main?.querySelectorAll(".operate-rates rect").length).toBeGreaterThan(1);
  expect(main?.querySelector(".operate-rates table")?.textContent).toContain("900");
});
