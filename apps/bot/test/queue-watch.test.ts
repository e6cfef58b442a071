import type { BotEvent } from "@appealmod/core";
import { enqueue } from "@appealmod/jobs";
import { expect, test } from "vitest";
import { createQueueWatch } from "../src/runners/watch-queue.ts";
import { openStage } from "./stage.ts";

test("operators hear how many wait and how long, once per process group, and when nobody does any more", async () => {
  const { database } = await openStage();
  const { pool } = database;
  const told: BotEvent[] = [];
  const events = { record: (event: BotEvent) => void told.push(event) };
  const clock = { now: () => new Date() };
  const whyPaused = () => ["The request budget of u/SecondBot is used up."];
  const watch = createQueueWatch({ database, ports: { events, clock }, whyPaused });
  const another = createQueueWatch({ database, ports: { events, clock } });
  const wait = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        enqueue(pool, "process-conversation", {
          conversationId: `c${at}`,
          subreddit: "PineLakeHikers",
          username: null,
          because: "listing",
        }),
      ),
    );
  await wait(3);
  await watch();
  expect(told).toEqual([]);

  await pool.query("update graphile_worker._private_jobs set created_at = now() - interval '45 s'");
  await watch();
  await watch();
  await another();
  expect(told).toMatchObject([{ event: "queue-long", audience: "alert", details: { waiting: 3 } }]);
  expect(told[0]?.message).toMatch(
    /^3 conversations wait to be looked at, the first of them for 4\d s.*budget of u\/SecondBot/,
  );

  await pool.query("delete from graphile_worker._private_jobs");
  await watch();
  await another();
  expect(told.slice(1)).toMatchObject([{ event: "queue-short", audience: "alert" }]);
});
