import type { Conversation } from "@appealmod/core";
import { cast, ManualClock, MemoryAppealStore, MemoryReddit } from "@appealmod/core/testing";
import { expect, it } from "vitest";
import { createListingFollower } from "../src/index.ts";
import { redditFails } from "./stage.ts";

const anotherPlace = "QuietCanyon";

function openFollower(subreddits: readonly string[] = [cast.subreddit]) {
  const clock = new ManualClock();
  const reddit = new MemoryReddit({ clock });
  const store = new MemoryAppealStore();
  const enqueued: string[] = [];
  const start = (enqueue?: (changed: readonly Conversation[]) => Promise<void>) =>
    createListingFollower({
      reddit,
      store,
      clock,
      cursorKey: cast.bot,
      subreddits: () => subreddits,
      cutoffDays: 30,
      enqueue: enqueue ?? (async (changed) => void enqueued.push(...changed.map(({ id }) => id))),
    });
  /** As a job does at its end. */
  const handle = async (ids: readonly string[] = enqueued) => {
    for (const id of ids) {
      const { subreddit, lastUpdated } = reddit.conversation(id);
      await store.rememberConversation({
        conversationId: id,
        subreddit,
        redditor: { id: null, name: cast.appellant },
        lastUpdated,
      });
    }
  };
  const write = (count: number) =>
    Array.from({ length: count }, (_, n) => {
      clock.advance(1000);
      return reddit.redditorWrites({ username: `hiker_${n}`, body: `Number ${n}` });
    });
  return { clock, reddit, store, enqueued, follower: start(), start, handle, write };
}

it("costs one request while nothing is there", async () => {
  const { follower } = openFollower();
  expect(await follower.pass()).toEqual({ changed: 0, requests: 1 });
  expect(await follower.pass()).toEqual({ changed: 0, requests: 1 });
});

it("costs one request over quiet communities, and one when something is new", async () => {
  const { follower, write, enqueued, handle } = openFollower();
  write(60);
  await follower.pass();
  await handle();
  expect(await follower.pass()).toEqual({ changed: 0, requests: 1 });
  const [id] = write(1);
  expect(await follower.pass()).toEqual({ changed: 1, requests: 1 });
  expect(enqueued.at(-1)).toBe(id);
});

it.each([24, 25, 99, 100, 101, 250, 1234])("finds all of %i conversations", async (count) => {
  const { follower, write, enqueued } = openFollower();
  const ids = write(count);
  const pass = await follower.pass();
  expect(pass.changed).toBe(count);
  expect(enqueued).toEqual([...ids].reverse());
  // Each page once; and where the last one could be followed by another, a request that finds nothing.
  expect(pass.requests).toBeLessThanOrEqual(Math.ceil(count / 100) + 2);
});

it("takes a page that is shorter than another was for the last one", async () => {
  const { follower, write, enqueued, clock } = openFollower();
  write(24);
  expect(await follower.pass()).toEqual({ changed: 24, requests: 2 });
  clock.advanceDays(29);
  enqueued.length = 0;
  const [id] = write(1);
  expect(await follower.pass()).toEqual({ changed: 1, requests: 1 });
  expect(enqueued).toEqual([id]);
});

it("misses nothing where a server cuts its pages to three", async () => {
  const { reddit, write, start, enqueued } = openFollower();
  const list = reddit.listConversations.bind(reddit);
  reddit.listConversations = (query) => list({ ...query, limit: 3 });
  const ids = write(10);
  await start().pass();
  expect(enqueued).toEqual([...ids].reverse());
});

it("hands a conversation over once, also while it waits in the queue", async () => {
  const { follower, write, enqueued, reddit } = openFollower();
  const [id = ""] = write(3);
  await follower.pass();
  await follower.pass();
  expect(enqueued).toHaveLength(3);
  reddit.redditorWrites({ conversationId: id, username: "hiker_0" });
  expect(await follower.pass()).toMatchObject({ changed: 1 });
  expect(enqueued).toHaveLength(4);
});

it("goes on after a restart from what was handled", async () => {
  const { follower, start, write, enqueued, handle } = openFollower();
  const ids = write(5);
  await follower.pass();
  await handle(ids.slice(0, 3));
  enqueued.length = 0;
  await start().pass();
  expect(enqueued.sort()).toEqual(ids.slice(3).sort());
});

it("reads no further back than the cutoff at its first start", async () => {
  const { follower, write, clock, enqueued } = openFollower();
  write(250);
  clock.advanceDays(31);
  const fresh = write(120);
  const pass = await follower.pass();
  expect(enqueued).toEqual([...fresh].reverse());
  expect(pass.requests).toBe(2);
});

it("finds what changed during the scan with the next pass", async () => {
  const { follower, write, enqueued, handle, reddit } = openFollower();
  const ids = write(250);
  const [oldest = ""] = ids;
  // The oldest conversation moves to the top when the scan has left it.
  reddit.beforeEffect("listConversations", () => {});
  reddit.beforeEffect("listConversations", () =>
    reddit.redditorWrites({ conversationId: oldest, username: "hiker_0", body: "Hello?" }),
  );
  await follower.pass();
  expect(enqueued).not.toContain(oldest);
  await handle();
  expect(await follower.pass()).toMatchObject({ changed: 1 });
  expect(enqueued.at(-1)).toBe(oldest);
});

it.each([
  { page: 2, gone: [150] },
  { page: 3, gone: [50] },
  { page: 3, gone: [50, 150] },
  { page: 4, gone: [50, 150] },
])("is not fooled when the anchors $gone are archived before page $page", async (story) => {
  const { follower, write, enqueued, reddit } = openFollower();
  const ids = write(250);
  for (let page = 1; page < story.page; page += 1)
    reddit.beforeEffect("listConversations", () => {});
  reddit.beforeEffect("listConversations", () => {
    for (const at of story.gone) reddit.humanArchives(ids[at] ?? "");
  });
  await follower.pass();
  const isMissed = (id: string) => !reddit.conversation(id).isArchived && !enqueued.includes(id);
  expect(ids.filter(isMissed)).toEqual([]);
});

it("scans again after a scan that was cut short, and enqueues only the rest", async () => {
  const { follower, write, enqueued, reddit, store } = openFollower();
  const ids = write(250);
  reddit.beforeEffect("listConversations", () => {});
  reddit.beforeEffect("listConversations", () =>
    reddit.failNext("listConversations", redditFails("unreachable")),
  );
  await expect(follower.pass()).rejects.toMatchObject({ kind: "unreachable" });
  expect(enqueued).toHaveLength(100);
  expect(await store.readCursor(cast.bot)).toBeNull();
  await follower.pass();
  expect(enqueued).toEqual([...ids].reverse());
});

it("tries again what could not be enqueued", async () => {
  const { start, write, enqueued } = openFollower();
  const [id = ""] = write(1);
  let isDown = true;
  const follower = start(async (changed) => {
    if (isDown) throw new Error("the database is down");
    enqueued.push(...changed.map((conversation) => conversation.id));
  });
  await expect(follower.pass()).rejects.toThrow("the database is down");
  isDown = false;
  await follower.pass();
  expect(enqueued).toEqual([id]);
});

it("follows several communities with the same requests, and leaves others alone", async () => {
  const { reddit, follower, enqueued, clock } = openFollower([cast.subreddit, anotherPlace]);
  const subreddits = [cast.subreddit, anotherPlace, "NotOurs"];
  for (let n = 0; n < 30; n += 1)
    for (const subreddit of subreddits) {
      clock.advance(1000);
      reddit.redditorWrites({ subreddit, username: `hiker_${n}` });
    }
  await follower.pass();
  expect(enqueued).toHaveLength(60);
  reddit.redditorWrites({ subreddit: anotherPlace, username: "late" });
  reddit.redditorWrites({ subreddit: "NotOurs", username: "later" });
  expect(await follower.pass()).toEqual({ changed: 1, requests: 1 });
});

it("leaves discussions among moderators alone", async () => {
  const { reddit, follower } = openFollower();
  reddit.moderatorsDiscuss();
  expect(await follower.pass()).toMatchObject({ changed: 0 });
});

it("goes back, after a refusal, to where it last saw all of its communities", async () => {
  const { reddit, follower, enqueued, clock, handle } = openFollower([
    cast.subreddit,
    anotherPlace,
  ]);
  const writeTo = (subreddit: string, username: string) => {
    clock.advance(1000);
    return reddit.redditorWrites({ subreddit, username });
  };
  /** More than stands on one page. */
  const manyWrite = (when: string) => {
    for (let n = 0; n < 110; n += 1) writeTo(cast.subreddit, `hiker_${when}_${n}`);
  };
  writeTo(anotherPlace, "answered");
  await follower.pass();

  const early = writeTo(anotherPlace, "just_before");
  const list = reddit.listConversations;
  reddit.listConversations = async (query) => {
    const page = await list.call(reddit, { ...query, subreddits: [cast.subreddit] });
    return { ...page, isPartial: true };
  };
  manyWrite("first");
  expect(await follower.pass()).toMatchObject({ changed: 110, requests: 2 });
  const meanwhile = writeTo(anotherPlace, "meanwhile");
  manyWrite("second");
  expect(await follower.pass()).toMatchObject({ changed: 110, requests: 2 });
  expect(await follower.pass()).toMatchObject({ changed: 0, requests: 1 });
  await handle();

  reddit.listConversations = list;
  expect(await follower.pass()).toMatchObject({ changed: 2, requests: 3 });
  expect(enqueued.slice(-2)).toEqual([meanwhile, early]);
});
