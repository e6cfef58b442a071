import type { Pool } from "pg";
import { expect, it } from "vitest";
import { drainJobs } from "./drain-jobs.ts";
import { enqueue } from "./enqueue.ts";
import { failingJobs } from "./failing-jobs.ts";
import { conversationJob, handlersWith, openQueue } from "./testing/open-queue.ts";

const confidential = "what somebody wrote in confidence";

async function setPayload(pool: Pool, conversationId: string, payload: unknown) {
  await pool.query(
    "update graphile_worker._private_jobs set payload = $1 where payload ->> 'conversationId' = $2",
    [JSON.stringify(payload), conversationId],
  );
}

function drain(pool: Pool, done: string[]) {
  return drainJobs({
    pool,
    concurrency: 1,
    handlers: handlersWith({
      "process-conversation": async ({ conversationId }) => void done.push(conversationId),
    }),
  });
}

it.each([
  ["with a value of the wrong kind", { conversationId: "c1", subreddit: [confidential] }],
  ["with a reason that nobody knows", { ...conversationJob("c1"), because: confidential }],
  ["that is no object", [confidential]],
  ["that is a text", confidential],
])(
  "a payload %s fails its own job with an error that names it, and no other",
  async (_, payload) => {
    const { pool } = await openQueue();
    await enqueue(pool, "process-conversation", conversationJob("c1"));
    await enqueue(pool, "process-conversation", conversationJob("c2"));
    await setPayload(pool, "c1", payload);
    const done: string[] = [];
    const { failed, waiting } = await drain(pool, done);
    expect(done).toEqual(["c2"]);
    expect(failed).toEqual([
      {
        job: expect.objectContaining({ name: "process-conversation" }),
        error: expect.objectContaining({
          name: "UnreadableRowError",
          table: "graphile_worker.jobs",
          column: "payload",
          key: failed[0]?.job.id,
          message: expect.not.stringContaining(confidential),
        }),
      },
    ]);
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.runAt.getTime()).toBeGreaterThan(Date.now() + 60_000);
    const [failing] = await failingJobs(pool, 10);
    expect(failing).toMatchObject({ failures: 1, reason: expect.stringContaining("payload") });
  },
);

it("a payload of an earlier version, which carried its tries, is a first try without them", async () => {
  const { pool } = await openQueue();
  await enqueue(pool, "process-conversation", conversationJob("c1"));
  const $retry = { failures: 3, reason: "the lake is frozen" };
  await setPayload(pool, "c1", { ...conversationJob("c1"), $retry });
  expect(await failingJobs(pool, 10)).toEqual([]);
  const done: string[] = [];
  expect(await drain(pool, done)).toMatchObject({ done: 1, failed: [] });
  expect(done).toEqual(["c1"]);
});
