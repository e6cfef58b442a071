import { listServedCommunities } from "@appealmod/db";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  jobs,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  waitingSessions,
  whileEventsFail,
  whileQueueFails,
} from "../../test/test-installation.ts";
import { NotAllowedError } from "../require-permission.ts";
import { serveCommunities } from "./serve-communities.ts";

let installation: TestInstallation;
beforeEach(async () => {
  installation = await openTestInstallation();
});
afterEach(() => installation.drop());

const names = ["PineLakeHikers", "BirdCalls"];
const operator = { kind: "operator" } as const;
const served = async () =>
  (await listServedCommunities(installation.database)).map(({ name }) => name);

it("has communities served and looked at", async () => {
  await serveCommunities(installation, operator, names);
  expect(await served()).toEqual(["BirdCalls", "PineLakeHikers"]);
  expect((await jobs(installation.database)).map(({ key }) => key)).toEqual([
    "refresh-subreddit:birdcalls",
    "refresh-subreddit:pinelakehikers",
  ]);
});

it("has none of them served when they cannot be looked at", async () => {
  const attempt = whileQueueFails(installation.database, () =>
    serveCommunities(installation, operator, names),
  );
  await expect(attempt).rejects.toThrow();
  expect(await served()).toEqual([]);
});

it("tells of each that was not served before", async () => {
  await serveCommunities(installation, operator, ["BirdCalls"]);
  await serveCommunities(installation, operator, names);
  expect(await storedEvents(installation.database)).toMatchObject([
    { event: "community-served", subreddit: "BirdCalls", actor: operator, audience: "step" },
    { event: "community-served", subreddit: "PineLakeHikers", actor: operator },
  ]);
});

it("has none of them served when it cannot be told", async () => {
  const { database } = installation;
  const attempt = whileEventsFail(database, () => serveCommunities(installation, operator, names));
  await expect(attempt).rejects.toThrow();
  expect(await served()).toEqual([]);
  expect(await jobs(database)).toEqual([]);
});

it.each([{ order: ["Aspen", "Birch"] }, { order: ["Birch", "Aspen"] }])(
  "takes $order one by one in the same order, so that two never wait for each other",
  async ({ order }) => {
    const { database } = installation;
    const { pool } = database;
    await serveCommunities(installation, operator, order);
    const holder = await pool.connect();
    try {
      await holder.query("begin; select from communities where key = 'aspen' for update");
      const serving = serveCommunities(installation, operator, order);
      await expect.poll(() => waitingSessions(database)).toBe(1);
      const { rowCount } = await pool.query(
        "select from communities where key = 'birch' for update nowait",
      );
      expect(rowCount).toBe(1);
      await holder.query("commit");
      await serving;
    } finally {
      holder.release();
    }
  },
);

it("is not for moderators yet", async () => {
  const moderator = { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" } as const;
  await expect(serveCommunities(installation, moderator, names)).rejects.toThrow(NotAllowedError);
  expect(await served()).toEqual([]);
});
