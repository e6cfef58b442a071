import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileEventsFail,
} from "../../test/test-installation.ts";
import { NotAllowedError } from "../require-permission.ts";
import { changeCommunitySettings } from "./change-community-settings.ts";
import { leaveCommunity } from "./leave-community.ts";
import { serveCommunities } from "./serve-communities.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const operator = { kind: "operator" } as const;

it("leaves a community alone, and what is known of it stays", async () => {
  await serveCommunities(installation, operator, ["PineLakeHikers"]);
  const changes = { reminderCap: 1 };
  await changeCommunitySettings(installation, operator, { subreddit: "PineLakeHikers", changes });
  expect(await leaveCommunity(installation, operator, "pinelakehikers")).toBe("PineLakeHikers");
  expect(await findCommunity(installation.database, "PineLakeHikers")).toMatchObject({
    isServed: false,
    settings: changes,
  });
  expect(await leaveCommunity(installation, operator, "PineLakeHikers")).toBeNull();
  const events = await storedEvents(installation.database);
  expect(events.filter(({ event }) => event === "community-left")).toMatchObject([
    { subreddit: "PineLakeHikers", actor: operator, audience: "step" },
  ]);
});

it("leaves none when it cannot be told", async () => {
  await serveCommunities(installation, operator, ["OwlPellets"]);
  const attempt = whileEventsFail(installation.database, () =>
    leaveCommunity(installation, operator, "OwlPellets"),
  );
  await expect(attempt).rejects.toThrow();
  expect((await findCommunity(installation.database, "OwlPellets"))?.isServed).toBe(true);
});

it("leaves no trace of one that nothing is known of", async () => {
  expect(await leaveCommunity(installation, operator, "Unheard")).toBeNull();
  expect(await findCommunity(installation.database, "Unheard")).toBeNull();
});

it("is not for moderators yet", async () => {
  await serveCommunities(installation, operator, ["BirdCalls"]);
  const moderator = { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" } as const;
  const attempt = leaveCommunity(installation, moderator, "BirdCalls");
  await expect(attempt).rejects.toThrow(NotAllowedError);
  expect((await findCommunity(installation.database, "BirdCalls"))?.isServed).toBe(true);
});
