import { noon, someAnswers } from "@appealmod/core/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  anOpenAppeal,
  jobs,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileEventsFail,
} from "../../test/test-installation.ts";
import { askForLostLink } from "./ask-for-lost-link.ts";
import { submitForm } from "./submit-form.ts";

let installation: TestInstallation;
beforeEach(async () => {
  installation = await openTestInstallation();
});
afterEach(() => installation.drop());

it("tells of a form that was sent, with its appeal, and with no word of it", async () => {
  const { appeal, redditor } = await anOpenAppeal(installation);
  await submitForm(installation, redditor, { answers: someAnswers, seen: null, at: noon });
  const sent = (await storedEvents(installation.database)).filter(
    ({ event }) => event === "form-sent",
  );
  expect(sent).toMatchObject([
    {
      actor: { kind: "redditor" },
      audience: "step",
      appealId: appeal.id,
      conversationId: appeal.conversationId,
      username: appeal.username,
    },
  ]);
  expect(JSON.stringify(sent)).not.toContain(redditor.formToken);
  for (const answer of Object.values(someAnswers).flat())
    expect(JSON.stringify(sent)).not.toContain(`"${answer}"`);
});

it("sends no form, and enqueues nothing, when its event cannot be written", async () => {
  const { appeal, redditor } = await anOpenAppeal(installation);
  const { database } = installation;
  const form = { answers: someAnswers, seen: null, at: noon };
  await expect(
    whileEventsFail(database, () => submitForm(installation, redditor, form)),
  ).rejects.toThrow();
  expect(await jobs(database)).toEqual([]);
  expect(await submitForm(installation, redditor, form)).toBe("submitted");
  expect(await jobs(database, `process-conversation:${appeal.conversationId}`)).toHaveLength(1);
});

it("tells of a lost link only where one is repeated", async () => {
  const visitor = { kind: "visitor" } as const;
  const nobody = { username: "nobody_at_all", subreddit: "PineLakeHikers", at: noon };
  await askForLostLink(installation, visitor, nobody);
  expect(await storedEvents(installation.database)).toEqual([]);
});
