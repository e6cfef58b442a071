import { cast, MemoryAppealStore } from "@appealmod/core/testing";
import { expect, it } from "vitest";
import { aBannedRedditorWrites, openStage, ourParts, type Stage } from "./stage.ts";

/** Everything that was written since the backup is lost; Reddit still shows what was said. */
function restoreEmptyBackup(stage: Stage, from: Date) {
  stage.clock.advance(60_000);
  const store = new MemoryAppealStore(stage.events);
  const restored = { from, until: stage.clock.now() };
  stage.clock.advance(1000);
  return {
    store,
    run: (id: string, draw = 0) => stage.run(id, { store, restored, draw: () => draw }),
    appeal: () => [...store.appeals.values()][0],
  };
}

it("takes the invite that stands at Reddit for its own, with its link", async () => {
  const stage = openStage();
  const from = stage.clock.now();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite"]);
  const link = [...stage.store.appeals.values()].map(
    (appeal) => stage.ports.formLinks.linkFor(appeal.id).token,
  );

  const after = restoreEmptyBackup(stage, from);
  await after.run(id);
  expect(ourParts(stage, id)).toEqual(["invite"]);
  expect(after.appeal()).toMatchObject({ state: "invited" });
  for (const token of link) expect(after.store.formTokens.get(token)).toBe(after.appeal()?.id);

  stage.reddit.redditorWrites({ conversationId: id });
  await after.run(id);
  await after.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "reminder"]);

  stage.clock.advance(1000);
  after.store.submitForm(
    after.appeal()?.id ?? "",
    { why_banned: "I do not know." },
    stage.clock.now(),
  );
  await after.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "reminder", "final", "note"]);
});

it("leaves to people what was forwarded, although the answers are lost", async () => {
  const stage = openStage();
  const from = stage.clock.now();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  await stage.run(id);
  const said = ["invite", "final", "note"];
  expect(ourParts(stage, id)).toEqual(said);

  const after = restoreEmptyBackup(stage, from);
  await after.run(id);
  stage.reddit.redditorWrites({ conversationId: id });
  await after.run(id);
  expect(ourParts(stage, id)).toEqual(said);
  expect(after.appeal()).toMatchObject({ state: "forwarded" });
  expect(stage.reddit.conversation(id).isArchived).toBe(false);
});

it("keeps whoever was invited in treatment, whatever is drawn now", async () => {
  const stage = openStage({ settings: { treatmentFraction: 0.5 } });
  const from = stage.clock.now();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  const after = restoreEmptyBackup(stage, from);
  await after.run(id, 0.9);
  expect(after.appeal()).toMatchObject({ group: "treatment", username: cast.appellant });
});
