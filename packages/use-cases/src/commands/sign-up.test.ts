import { noon } from "@appealmod/core/testing";
import { findSignUp, listSignUps } from "@appealmod/db";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileEventsFail,
} from "../../test/test-installation.ts";
import { signUp } from "./sign-up.ts";

let installation: TestInstallation;
beforeEach(async () => {
  installation = await openTestInstallation();
});
afterEach(() => installation.drop());

const given = {
  name: "Tara",
  email: "tara@example.org",
  redditUsername: "trail_warden",
  subredditUrl: "https://www.reddit.com/r/PineLakeHikers/",
  at: noon,
};
const save = (overrides: Partial<typeof given> & { readonly isSuspicious?: boolean } = {}) =>
  signUp(installation, { kind: "visitor" }, { ...given, ...overrides });

it("stores a sign-up once, however the community is written, and announces it once", async () => {
  const { database } = installation;
  const results = await Promise.all([
    save(),
    save({ subredditUrl: "r/pinelakehikers", redditUsername: "Trail_Warden" }),
    save({ subredditUrl: "PineLakeHikers", email: "Tara@Example.org" }),
  ]);
  expect(results.sort()).toEqual(["duplicate", "duplicate", "saved"]);
  expect(await save({ email: "other@example.org" })).toBe("other-email");
  expect(await save({ subredditUrl: "r/Baking" })).toBe("saved");
  const stored = await listSignUps(database);
  expect(stored.map(({ subredditKey }) => subredditKey).sort()).toEqual([
    "baking",
    "pinelakehikers",
  ]);
  const announced = (await storedEvents(database)).filter(({ event }) => event === "signed-up");
  expect(announced).toHaveLength(stored.length);
  for (const { audience, actor } of announced)
    expect([audience, actor]).toEqual(["milestone", { kind: "visitor" }]);
  const one = stored[0];
  expect(one && (await findSignUp(database, one.id))).toEqual(one);
});

it("stores nothing when it cannot be announced", async () => {
  await expect(whileEventsFail(installation.database, () => save())).rejects.toThrow();
  expect(await listSignUps(installation.database)).toEqual([]);
  expect(await save()).toBe("saved");
});

it("keeps what seems to be spam for the operator to see, and announces it to nobody", async () => {
  expect(await save({ isSuspicious: true })).toBe("saved");
  expect(await listSignUps(installation.database)).toHaveLength(1);
  expect(await storedEvents(installation.database)).toMatchObject([
    { event: "signed-up", audience: "detail" },
  ]);
});
