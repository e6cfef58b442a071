import { noon } from "@appealmod/core/testing";
import { findCommunity, readCommunityFacts } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "../../test/test-installation.ts";
import { NotAllowedError } from "../require-permission.ts";
import { recordCommunityFacts } from "./record-community-facts.ts";
import { recordCommunityTrouble } from "./record-community-trouble.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const subreddit = "PineLakeHikers";
const facts = { name: subreddit, description: "", subscribers: 5, rules: [], moderators: [] };
const program = { kind: "program" } as const;
const operator = { kind: "operator" } as const;

it("keeps what the bot found out at Reddit", async () => {
  await recordCommunityFacts(installation, program, { facts, at: noon });
  expect(await readCommunityFacts(installation.database, subreddit)).toEqual({
    ...facts,
    asOf: noon,
  });
});

it("keeps what is wrong until it is mended", async () => {
  const troubleOf = async () => (await findCommunity(installation.database, subreddit))?.trouble;
  const record = (trouble: string | null) =>
    recordCommunityTrouble(installation, program, { subreddit, trouble });
  await record("The permission mail is missing.");
  expect(await troubleOf()).toBe("The permission mail is missing.");
  await record(null);
  expect(await troubleOf()).toBeNull();
});

it("takes nobody's word for what only Reddit knows", async () => {
  const invented = { ...facts, name: "BirdCalls" };
  await expect(
    recordCommunityFacts(installation, operator, { facts: invented, at: noon }),
  ).rejects.toThrow(NotAllowedError);
  await expect(
    recordCommunityTrouble(installation, operator, { subreddit: "BirdCalls", trouble: "x" }),
  ).rejects.toThrow(NotAllowedError);
  expect(await readCommunityFacts(installation.database, "BirdCalls")).toBeNull();
});
