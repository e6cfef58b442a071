import { expect } from "vitest";
import { type Appellant, isArchived, meet, speakers } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { appeals, effects } from "./records.ts";
import type { Stage } from "./stage.ts";

/** What a story of one appeal that went to its end looks like, each of its steps once. */
export async function expectToldOnce(stage: Stage, redditor: Appellant, id: string): Promise<void> {
  const answers = (await speakers(stage, id)).filter((by) => by !== "redditor");
  expect(answers).toEqual(["moderator", "bot", "bot", "note"]);
  expect(await isArchived(stage, id)).toBe(false);
  const keys = ["invite", "archive:invite", "final", "note", "unarchive"];
  expect((await effects(stage, id)).toSorted()).toEqual(keys.toSorted());
  expect(await appeals(stage, redditor.name)).toMatchObject([
    { state: "forwarded", outcome: null, conversations: [id] },
  ]);
}

export async function contestedBan(stage: Stage, name?: string) {
  const redditor = await meet(stage, name);
  await redditor.ban();
  return { redditor, id: await redditor.appeal() };
}

/** Waits until the redditor has been invited and the conversation was put away. */
export async function awaitInvite(stage: Stage, redditor: Appellant, id: string): Promise<void> {
  await awaitUntil(
    "an invite, and the conversation archived",
    async () => (await redditor.links()).length > 0 && (await isArchived(stage, id)),
  );
}

/** Waits until people have the appeal, as our own records and Reddit both say. */
export async function awaitForwarding(stage: Stage, redditor: Appellant): Promise<void> {
  await awaitUntil("a forwarded appeal", async () =>
    (await appeals(stage, redditor.name)).some(({ state }) => state === "forwarded"),
  );
}

/** Waits until every effect that was begun is known to have happened or not. */
export async function awaitSettled(stage: Stage): Promise<void> {
  await awaitUntil("every effect settled", async () => {
    const { rows } = await stage.database.pool.query<{ open: number }>(
      "select count(*)::int as open from actions where status <> 'settled'",
    );
    return rows[0]?.open === 0;
  });
}
