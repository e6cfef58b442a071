import { expect, it } from "vitest";
import { enqueue } from "./enqueue.ts";
import { openQueue } from "./testing/open-queue.ts";
import { waitingAppellants } from "./waiting-appellants.ts";

const subreddit = "PineLakeHikers";
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

it("names whose conversations wait in a community or are processed, the first of them first", async () => {
  const { pool } = await openQueue();
  const add = (conversationId: string, username: string | null, more = {}, options = {}) =>
    enqueue(
      pool,
      "process-conversation",
      { conversationId, subreddit, username, because: "listing" as const, ...more },
      options,
    );
  expect(await waitingAppellants(pool, subreddit, 10)).toEqual([]);
  await add("c1", "Otter", {}, { waitingSince: ago(1) });
  await add("c2", "Heron", {}, { waitingSince: ago(3) });
  await add("c3", "Otter", {}, { waitingSince: ago(4) });
  await add("c4", "Vole", { subreddit: "pinelakehikers" }, { waitingSince: ago(2) });
  await add("c5", "Elsewhere", { subreddit: "TentTalk" });
  await add("c6", "Later", {}, { runAt: ago(-60) });
  await add("c7", "Formed", { because: "form" });
  await add("c8", null);
  await enqueue(pool, "refresh-subreddit", { subreddit });
  await add("c9", "Running", {}, { waitingSince: ago(5) });
  await pool.query(
    "update graphile_worker._private_jobs set locked_at = now() where key like '%c9'",
  );
  expect(await waitingAppellants(pool, "PineLakeHIKERS", 10)).toEqual([
    "Running",
    "Otter",
    "Heron",
    "Vole",
  ]);
  expect(await waitingAppellants(pool, subreddit, 1)).toEqual(["Running"]);
});
