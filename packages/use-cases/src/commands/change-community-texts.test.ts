import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "../../test/test-installation.ts";
import { NotAllowedError } from "../require-permission.ts";
import { changeCommunityTexts } from "./change-community-texts.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const subreddit = "PineLakeHikers";
const operator = { kind: "operator" } as const;
const textsOf = async (name: string) => (await findCommunity(installation.database, name))?.texts;

it("replaces the texts of one language and leaves the others", async () => {
  const texts = { appeal_again: "Not before May." };
  await changeCommunityTexts(installation, operator, { subreddit, language: "en", texts });
  const german = { appeal_again: "Erst im Mai." };
  const wanted = { subreddit, language: "de", texts: german };
  await changeCommunityTexts(installation, operator, wanted);
  await changeCommunityTexts(installation, operator, { subreddit, language: "en", texts: {} });
  expect(await textsOf(subreddit)).toEqual({ de: german });
});

it("refuses a text that lacks what it needs", async () => {
  const texts = { invite: "No link in here." };
  const attempt = changeCommunityTexts(installation, operator, {
    subreddit: "OwlPellets",
    language: "en",
    texts,
  });
  await expect(attempt).rejects.toThrow("{{form_link}} is missing");
  expect(await textsOf("OwlPellets")).toBeUndefined();
});

it("is not for moderators yet", async () => {
  const moderator = { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" } as const;
  const wanted = { subreddit: "BirdCalls", language: "en", texts: { appeal_again: "Never." } };
  const attempt = changeCommunityTexts(installation, moderator, wanted);
  await expect(attempt).rejects.toThrow(NotAllowedError);
  expect(await textsOf("BirdCalls")).toBeUndefined();
});
