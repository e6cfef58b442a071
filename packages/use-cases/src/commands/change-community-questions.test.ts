import { shortQuestions } from "@appealmod/core/testing";
import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "../../test/test-installation.ts";
import { NotAllowedError } from "../require-permission.ts";
import { changeCommunityQuestions } from "./change-community-questions.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const operator = { kind: "operator" } as const;
const questionsOf = async (subreddit: string) =>
  (await findCommunity(installation.database, subreddit))?.questions;

it("asks a community's own questions, and the default ones again", async () => {
  const subreddit = "PineLakeHikers";
  const own = { subreddit, questions: shortQuestions };
  await changeCommunityQuestions(installation, operator, own);
  expect(await questionsOf(subreddit)).toEqual(shortQuestions);
  await changeCommunityQuestions(installation, operator, { subreddit, questions: null });
  expect(await questionsOf(subreddit)).toBeNull();
});

it("stores no questions that no community asks", async () => {
  const { pool } = installation.database;
  await pool.query(
    "alter table community_revisions add constraint refused check (subreddit_key <> 'birdcalls') not valid",
  );
  const questions = { ...shortQuestions, version: 99 };
  const wanted = { subreddit: "BirdCalls", questions };
  await expect(changeCommunityQuestions(installation, operator, wanted)).rejects.toThrow();
  const { rows } = await pool.query(
    "select id from question_sets where content ->> 'version' = '99'",
  );
  expect(rows).toEqual([]);
});

it("refuses a form without questions", async () => {
  const wanted = { subreddit: "FernGlade", questions: { id: "none", version: 1, questions: [] } };
  const attempt = changeCommunityQuestions(installation, operator, wanted);
  await expect(attempt).rejects.toThrow("questions");
  expect(await questionsOf("FernGlade")).toBeUndefined();
});

it("is not for moderators yet", async () => {
  const moderator = { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" } as const;
  const wanted = { subreddit: "OwlPellets", questions: shortQuestions };
  const attempt = changeCommunityQuestions(installation, moderator, wanted);
  await expect(attempt).rejects.toThrow(NotAllowedError);
  expect(await questionsOf("OwlPellets")).toBeUndefined();
});
