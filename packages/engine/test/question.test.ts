import { expect, it } from "vitest";
import { aBannedRedditorWrites, answerLost, openStage, ourWords } from "./stage.ts";

/** An appeal that people have, and a question that a moderator asked about it on the site. */
async function asked() {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  await stage.runUntilDone(id);
  const [appeal] = stage.store.appeals.values();
  stage.store.ask(appeal?.id ?? "", { id: "q1", body: "Where *was* that?", askedBy: "warden" });
  return { stage, id };
}

it("asks what a moderator wants to know once, archives nothing, and tells of the answer", async () => {
  const { stage, id } = await asked();
  await stage.run(id);
  await stage.run(id);
  expect(ourWords(stage, id).slice(3)).toEqual(["Where \\*was\\* that?"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(false);
  const events = () => stage.events.events.map(({ event }) => event);
  expect(events()).toContain("question-sent");
  expect(events()).not.toContain("question-answered");
  stage.clock.advance(60_000);
  stage.reddit.redditorWrites({ conversationId: id, body: "At the lake." });
  await stage.run(id);
  await stage.run(id);
  expect(events().filter((event) => event === "question-answered")).toHaveLength(1);
  expect([...stage.store.appeals.values()][0]?.lastChangedAt).toEqual(stage.clock.now());
  expect(ourWords(stage, id).slice(3)).toHaveLength(1);
});

it.each([true, false])(
  "asks once when the answer is lost; was it asked? %s",
  async (afterEffect) => {
    const { stage, id } = await asked();
    stage.reddit.failNext("sendMessage", answerLost(), { afterEffect });
    await expect(stage.run(id)).rejects.toThrow();
    stage.clock.advance(6_000);
    await stage.runUntilDone(id);
    expect(ourWords(stage, id).slice(3)).toHaveLength(1);
  },
);
