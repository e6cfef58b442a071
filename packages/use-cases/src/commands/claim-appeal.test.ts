import { minutesAfter, noon } from "@appealmod/core/testing";
import { createAppealStore } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aModeratorOf } from "../../test/a-moderator.ts";
import {
  anOpenAppeal,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileEventsFail,
} from "../../test/test-installation.ts";
import { appealForModerator } from "../queries/appeal-for-moderator.ts";
import { addModeratorNote, longestNote } from "./add-moderator-note.ts";
import { claimAppeal, releaseAppeal } from "./claim-appeal.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const at = noon;

async function anAppealWithModerators() {
  const { appeal } = await anOpenAppeal(installation);
  const moderators = [1, 2].map(() => aModeratorOf(installation, { asOf: at }));
  const [one, other] = await Promise.all(moderators);
  if (!one || !other) throw new Error("there are two");
  const happened = async () =>
    (await storedEvents(installation.database))
      .filter(({ appealId }) => appealId === appeal.id)
      .map(({ event, actor }) => `${event} by ${actor.name}`);
  return { appealId: appeal.id, one, other, happened };
}

it("is held by one at a time, until it runs out or is taken over after asking", async () => {
  const { appealId, one, other, happened } = await anAppealWithModerators();
  const claim = { appealId, takeOver: false, at };
  expect(await claimAppeal(installation, one, claim)).toMatchObject({ kind: "claimed" });
  const expiresAt = minutesAfter(at, 15);
  expect(await claimAppeal(installation, other, claim)).toEqual({
    ...{ kind: "held", by: one.username, expiresAt },
  });
  // To go on is no news.
  const later = minutesAfter(at, 10);
  expect(await claimAppeal(installation, one, { ...claim, at: later })).toEqual({
    ...{ kind: "claimed", expiresAt: minutesAfter(later, 15) },
  });
  expect(await claimAppeal(installation, other, { ...claim, takeOver: true })).toMatchObject({
    kind: "claimed",
  });
  const after = minutesAfter(at, 16);
  expect(await claimAppeal(installation, one, { ...claim, at: after })).toMatchObject({
    kind: "claimed",
  });
  expect(await happened()).toEqual([
    `appeal-claimed by ${one.username}`,
    `appeal-taken-over by ${other.username}`,
    `appeal-claimed by ${one.username}`,
  ]);
});

it("has one holder, however many press at once", async () => {
  const { appealId, one, other } = await anAppealWithModerators();
  const press = (who: typeof one) =>
    claimAppeal(installation, who, { appealId, takeOver: false, at });
  const results = await Promise.all([press(one), press(other), press(one), press(other)]);
  const page = await appealForModerator(installation, one, { appealId, at });
  const isOnes = page?.claim?.isMine === true;
  expect(results.map(({ kind }) => kind)).toEqual(
    isOnes ? ["claimed", "held", "claimed", "held"] : ["held", "claimed", "held", "claimed"],
  );
});

it("is given back by its holder alone", async () => {
  const { appealId, one, other, happened } = await anAppealWithModerators();
  await claimAppeal(installation, one, { appealId, takeOver: false, at });
  expect(await releaseAppeal(installation, other, { appealId, at })).toBe("not-held");
  expect(await releaseAppeal(installation, one, { appealId, at })).toBe("released");
  expect(await releaseAppeal(installation, one, { appealId, at })).toBe("not-held");
  expect(await happened()).toContain(`appeal-released by ${one.username}`);
});

it("is for moderators of that community, and for appeals that are open", async () => {
  const { appealId, one } = await anAppealWithModerators();
  const elsewhere = await aModeratorOf(installation, { subreddit: "OtherCreek", asOf: at });
  const asks = [
    () => claimAppeal(installation, elsewhere, { appealId, takeOver: true, at }),
    () => releaseAppeal(installation, elsewhere, { appealId, at }),
    () => addModeratorNote(installation, elsewhere, { appealId, text: "Mine.", at }),
  ];
  for (const ask of asks) await expect(ask()).rejects.toMatchObject({ name: "NotAllowedError" });
  for (const unknown of ["x", "00000000-0000-0000-0000-000000000000"]) {
    const claim = { appealId: unknown, takeOver: false, at };
    expect(await claimAppeal(installation, one, claim)).toEqual({ kind: "unknown" });
  }
  await createAppealStore(installation.database).closeAppeal(appealId, { outcome: "none", at });
  const closed = await claimAppeal(installation, one, { appealId, takeOver: false, at });
  expect(closed).toEqual({ kind: "closed" });
});

it("keeps notes that show something, once each, for moderators alone", async () => {
  const { appealId, one, happened } = await anAppealWithModerators();
  const note = (text: string, when = at) =>
    addModeratorNote(installation, one, { appealId, text, at: when });
  expect(await note("\u200B\u2800 ")).toBe("empty");
  expect(await note("x".repeat(longestNote + 1))).toBe("too-long");
  expect([await note(" <b>Look</b> at\r\nthis. "), await note("<b>Look</b> at\nthis.")]).toEqual([
    "added",
    "added",
  ]);
  const page = await appealForModerator(installation, one, { appealId, at });
  expect(page?.timeline.filter(({ kind }) => kind === "note")).toMatchObject([
    { by: one.username, text: "<b>Look</b> at\nthis." },
  ]);
  expect(await happened()).toEqual([`moderator-note-added by ${one.username}`]);
  expect(JSON.stringify(await storedEvents(installation.database))).not.toContain("Look");
});

it("stores nothing whose event cannot be stored", async () => {
  const { appealId, one } = await anAppealWithModerators();
  const claim = { appealId, takeOver: false, at };
  const failing = whileEventsFail(installation.database, () =>
    claimAppeal(installation, one, claim),
  );
  await expect(failing).rejects.toThrow();
  expect((await appealForModerator(installation, one, { appealId, at }))?.claim).toBeNull();
});
