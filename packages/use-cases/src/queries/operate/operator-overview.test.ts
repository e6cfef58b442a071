import { openSink, serveCommunities, storeEvents, storeSignUp } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  anOpenAppeal,
  openTestInstallation,
  type TestInstallation,
} from "../../../test/test-installation.ts";
import { answerSignUp } from "../../commands/answer-sign-up.ts";
import { giveUpFailingJob, retryFailingJob } from "../../commands/change-failing-jobs.ts";
import { recordCommunityTrouble } from "../../commands/record-community-trouble.ts";
import { NotAllowedError } from "../../require-permission.ts";
import { type OperatorOverview, operatorOverview } from "./operator-overview.ts";

const operator = { kind: "operator", username: "Boss" } as const;
const pace = { recentPollInterval: 5, banLogInterval: 30, firstAccount: "AppealModBot" };
const key = "process-conversation:c1";

const opened: TestInstallation[] = [];
afterAll(async () => {
  for (const each of opened) await each.drop();
});

let installation: TestInstallation;
beforeEach(async () => {
  installation = await openTestInstallation();
  opened.push(installation);
});

const sql = (text: string, values: unknown[] = []) =>
  installation.database.pool.query(text, values);
const overview = (): Promise<OperatorOverview> =>
  operatorOverview(installation, operator, pace, new Date());
const issues = async () =>
  // Nobody works in these installations but where a test says so.
  (await overview()).issues
    .filter(({ kind }) => kind !== "no-worker")
    .map(({ isSevere: _, ...issue }) => issue);
const aJob = () =>
  enqueue(installation.database.pool, "process-conversation", {
    ...{ conversationId: "c1", subreddit: "PineLakeHikers", username: "otter", because: "due" },
  } as const);
/** As the worker notes it. */
const fail = () =>
  sql(
    `select graphile_worker.reschedule_jobs(array[failed.id], run_at => now() + interval '1 hour', attempts => 3)
    from graphile_worker.permanently_fail_jobs(
      array(select id from graphile_worker.jobs where key = $1), 'the lake is frozen') as failed`,
    [key],
  );
/** A worker's lease, held by a connection of its own. */
async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const client = await installation.database.pool.connect();
  try {
    await client.query("select pg_advisory_lock(716030, 1)");
    return await work();
  } finally {
    client.release(true);
  }
}
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("an installation's overview", () => {
  it("is for operators alone", async () => {
    for (const actor of [
      { kind: "visitor" },
      { kind: "researcher", username: "DrFern" },
      { kind: "moderator", redditorId: "t2_a", username: "a" },
      { kind: "program" },
    ] as const)
      await expect(operatorOverview(installation, actor, pace, new Date())).rejects.toThrow(
        NotAllowedError,
      );
  });

  it("finds nothing wrong where a worker lives and nothing waits", async () => {
    const { issues: found, facts } = await withWorker(overview);
    expect(found).toEqual([]);
    expect(facts).toMatchObject({ workers: { count: 1 }, queue: { ready: 0 }, sessions: 0 });
    expect(facts?.version.migrations.applied).toBe(facts?.version.migrations.known);
    expect(facts?.version.newest).toMatch(/^\d{4}_/);
  });

  it("says first of all that no worker lives", async () => {
    await aJob();
    await fail();
    expect((await overview()).issues).toMatchObject([
      { kind: "no-worker", isSevere: true },
      { kind: "jobs-failing", isSevere: false },
    ]);
  });

  it("says since when the oldest job could run, whatever place it was given", async () => {
    await aJob();
    expect(await issues()).toEqual([]);
    await sql("update graphile_worker._private_jobs set run_at = now() - interval '1 year'");
    expect(await issues()).toEqual([]);
    await sql("update graphile_worker._private_jobs set created_at = now() - interval '6 minutes'");
    expect(await issues()).toMatchObject([{ kind: "queue-stuck", ready: 1 }]);
  });

  it("names jobs that fail, and takes them for given up only once somebody did so", async () => {
    await aJob();
    await fail();
    const { facts } = await overview();
    expect(facts?.failing).toMatchObject([
      {
        key,
        subreddit: "PineLakeHikers",
        username: "otter",
        failures: 3,
        reason: "the lake is frozen",
      },
    ]);
    expect(await issues()).toEqual([{ kind: "jobs-failing", count: 1 }]);
    const at = new Date();
    expect(await giveUpFailingJob(installation, operator, { key, at })).toBe("changed");
    expect(await issues()).toEqual([{ kind: "jobs-given-up", count: 1 }]);
    expect((await overview()).facts?.givenUp).toMatchObject([
      { key, reason: "Given up by u/Boss." },
    ]);
    expect(await retryFailingJob(installation, operator, { key, at })).toBe("changed");
    const { queue } = (await overview()).facts ?? {};
    expect(queue).toMatchObject({ ready: 1, failing: 0, givenUp: 0 });
    const { rows } = await sql("select kind, actor_name, message from events order by id");
    expect(rows).toEqual([
      { kind: "job-given-up", actor_name: "Boss", message: `The job ${key} is tried no more.` },
      {
        kind: "job-retried",
        actor_name: "Boss",
        message: `The job ${key} is tried again at once.`,
      },
    ]);
  });

  it("leaves a job alone that a worker has, however long, and says so", async () => {
    await aJob();
    await fail();
    await sql(
      "update graphile_worker._private_jobs set locked_by = 'w', locked_at = now() - interval '5 hours'",
    );
    const at = new Date();
    expect(await retryFailingJob(installation, operator, { key, at })).toBe("running");
    expect(await giveUpFailingJob(installation, operator, { key, at })).toBe("running");
    expect(await retryFailingJob(installation, operator, { key: "none", at })).toBe("unknown");
    expect((await sql("select from events")).rowCount).toBe(0);
  });

  it("says which account looks no more at the listing or the log, but of none that serves nobody", async () => {
    await serveCommunities(installation.database, ["PineLakeHikers"]);
    await sql(
      `insert into listing_cursors (account_key, seen_until, observed_at) values
        ('appealmodbot/old', now(), now() - interval '2 days'),
        ('appealmodbot/new', now(), now() - interval '2 minutes'),
        ('formerbot/x', now(), now() - interval '2 days')`,
    );
    await sql(
      "insert into moderation_log_positions (account_key, read_at) values ('appealmodbot', now())",
    );
    expect(await issues()).toEqual([]);
    await sql(
      "update listing_cursors set observed_at = now() - interval '6 minutes' where account_key = 'appealmodbot/new'",
    );
    await sql("update moderation_log_positions set read_at = now() - interval '6 minutes'");
    expect(await issues()).toMatchObject([
      { kind: "listing-late", account: "appealmodbot" },
      { kind: "log-late", account: "appealmodbot" },
    ]);
    await sql(
      "update moderation_log_positions set trouble_kind = 'gap', trouble_reason = 'Entries are missing.'",
    );
    expect((await issues())[1]).toEqual({
      ...{ kind: "log-not-followed", account: "appealmodbot", reason: "Entries are missing." },
    });
  });

  it("names communities that cannot be served, and why", async () => {
    await serveCommunities(installation.database, ["PineLakeHikers"]);
    await recordCommunityTrouble(
      installation,
      { kind: "program" },
      {
        ...{ subreddit: "PineLakeHikers", trouble: "It lacks the permission for modmail." },
      },
    );
    expect(await issues()).toEqual([
      {
        kind: "community",
        subreddit: "PineLakeHikers",
        reason: "It lacks the permission for modmail.",
      },
    ]);
  });

  it("says which effects on Reddit nobody knows to have happened", async () => {
    const { appeal } = await anOpenAppeal(installation);
    const claim = (minutes: number) =>
      sql(
        `insert into actions (scope, scope_id, key, conversation_id, action, claimed_at)
        values ('appeal', $1, $2, 'c1', '{}', $3)`,
        [appeal.id, `k${minutes}`, ago(minutes)],
      );
    await claim(4);
    expect(await issues()).toEqual([]);
    await claim(9);
    expect(await issues()).toMatchObject([{ kind: "actions-unknown", count: 1 }]);
  });

  it("says which sink is behind, and which one fails and why", async () => {
    const { orm } = installation.database;
    await openSink(orm, "mongo", 0);
    await storeEvents(orm, [
      { event: "tested", level: "info", audience: "detail", message: "Tested.", at: ago(11) },
    ]);
    await sql("update events set position = 1");
    expect(await issues()).toMatchObject([{ kind: "sink-late", sink: "mongo", waiting: 1 }]);
    await sql(
      "update sinks set failures = 4, failing_since = now(), last_error = 'connection refused'",
    );
    expect(await issues()).toMatchObject([
      { kind: "sink-failing", sink: "mongo", failures: 4, reason: "connection refused" },
    ]);
    await sql("update sinks set failures = 0, position = 1");
    expect(await issues()).toEqual([]);
  });

  it("says how many sign-ups wait for days, until they are answered", async () => {
    const given = { name: "Robin", email: "robin@example.org", redditUsername: "ranger" };
    const id = await storeSignUp(installation.database.orm, {
      ...{ ...given, subredditUrl: "r/PineLakeHikers", at: ago(4 * 24 * 60) },
    });
    expect(await issues()).toMatchObject([{ kind: "sign-ups-waiting", count: 1 }]);
    const answer = () => answerSignUp(installation, operator, { id: id ?? 0, at: new Date() });
    expect(await answer()).toBe(true);
    expect(await answer()).toBe(false);
    expect(await issues()).toEqual([]);
  });

  it("says whether the tables are older or newer than the program", async () => {
    await sql(
      "delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
    );
    expect(await issues()).toEqual([{ kind: "tables-older", count: 1 }]);
    await sql(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('a', 9999999999999), ('b', 9999999999998)",
    );
    expect(await issues()).toEqual([{ kind: "tables-newer", count: 1 }]);
  });

  it("says that Postgres is too slow, and waits no longer for it", async () => {
    const client = await installation.database.pool.connect();
    try {
      await client.query("begin; lock table sinks in access exclusive mode");
      const began = performance.now();
      expect(await overview()).toMatchObject({
        issues: [{ kind: "database-slow" }],
        facts: null,
      });
      expect(performance.now() - began).toBeLessThan(6_000);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});
