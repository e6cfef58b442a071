import { expect, it } from "vitest";
import { aBannedRedditorWrites, answerLost, openStage, redditFails, type Stage } from "./stage.ts";

const told = ({ store }: Stage) =>
  [...store.appeals.values()].map(({ state, banMessage }) => [state, banMessage]);

it("keeps what the notice told whoever answers it, and never the ban's note", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ note: "alt of moss_collector", message: "No picking." });
  stage.reddit.redditorWrites({ conversationId: id });
  await stage.run(id);
  expect(told(stage)).toEqual([["invited", "No picking."]]);
});

it("knows nothing where the notice was not answered, and learns it from a second conversation", async () => {
  const stage = openStage();
  const notice = stage.reddit.ban({ message: "No picking." });
  const id = stage.reddit.redditorWrites({});
  await stage.run(id);
  expect(told(stage)).toEqual([["invited", null]]);
  stage.reddit.redditorWrites({ conversationId: notice });
  await stage.run(notice);
  expect(told(stage)).toEqual([["invited", "No picking."]]);
});

it("knows nothing where the notice says nothing, although the ban's note says why", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ note: "alt of moss_collector", message: null });
  stage.reddit.redditorWrites({ conversationId: id });
  await stage.run(id);
  expect(told(stage)).toEqual([["invited", null]]);
});

it("does not take the notice of an earlier ban for this one's", async () => {
  const stage = openStage();
  const former = stage.reddit.ban({ message: "No picking." });
  stage.reddit.liftBan();
  stage.clock.advance(24 * 60 * 60_000);
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.reddit.redditorWrites({ conversationId: former, body: "It is about the new one" });
  await stage.run(former);
  expect(told(stage)).toEqual([["invited", null]]);
});

it("tells each of two bans its own reason", async () => {
  const stage = openStage();
  const first = stage.reddit.ban({ message: "No picking." });
  stage.reddit.redditorWrites({ conversationId: first });
  await stage.run(first);
  stage.reddit.liftBan();
  await stage.run(first);
  stage.clock.advance(24 * 60 * 60_000);
  const second = stage.reddit.ban({ message: "No shouting." });
  stage.reddit.redditorWrites({ conversationId: second });
  await stage.run(second);
  expect(told(stage)).toEqual([
    ["closed", "No picking."],
    ["invited", "No shouting."],
  ]);
});

it("learns it although the invite's answer was lost, and although putting it away fails", async () => {
  for (const fault of ["sendMessage", "archive"] as const) {
    const stage = openStage();
    const id = stage.reddit.ban({ message: "No picking." });
    stage.reddit.redditorWrites({ conversationId: id });
    if (fault === "sendMessage") stage.reddit.failNext(fault, answerLost(), { afterEffect: true });
    else stage.reddit.failNext(fault, redditFails("unreachable"));
    await expect(stage.run(id)).rejects.toThrow();
    if (fault === "archive") expect(told(stage)).toEqual([["invited", "No picking."]]);
    stage.clock.advance(60_000);
    await stage.runUntilDone(id);
    expect(told(stage)).toEqual([["invited", "No picking."]]);
  }
});

it("writes it down once", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ message: "No picking." });
  stage.reddit.redditorWrites({ conversationId: id });
  const kept: string[] = [];
  const keep = stage.store.keepBanMessage.bind(stage.store);
  stage.store.keepBanMessage = async (...told) => {
    kept.push(told[1]);
    await keep(...told);
  };
  await stage.run(id);
  stage.reddit.redditorWrites({ conversationId: id, body: "Hello?" });
  await stage.run(id);
  expect(kept).toEqual(["No picking."]);
});

it("opens nothing in a dry run, and changes nothing", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ message: "No picking." });
  stage.reddit.redditorWrites({ conversationId: id });
  await stage.run(id, { isDryRun: true });
  expect([...stage.store.appeals.values()]).toEqual([]);
  await stage.run(id);
  await stage.run(id, { isDryRun: true });
  expect(told(stage)).toEqual([["invited", "No picking."]]);
});
