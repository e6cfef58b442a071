import { cast, minutesAfter, noon, someAnswers } from "@appealmod/core/testing";
import { createAppealStore, findForm, isReplacedLink } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  anOpenAppeal,
  jobs,
  openTestInstallation,
  type TestInstallation,
  whileQueueFails,
} from "../../test/test-installation.ts";
import { keepLateAnswers } from "./keep-late-answers.ts";
import { replaceFormLink } from "./replace-form-link.ts";
import { saveDraft } from "./save-draft.ts";
import { submitForm } from "./submit-form.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const at = minutesAfter(noon, 30);

async function anAppeal(state: "new" | "invited" = "invited") {
  const { database } = installation;
  const { appeal, redditor } = await anOpenAppeal(installation);
  const { id, conversationId, username } = appeal;
  await database.pool.query("update appeals set state = $2 where id = $1", [id, state]);
  const store = createAppealStore(database);
  const asking = { subreddit: cast.subreddit, redditor: { id: null, name: username } };
  return {
    store,
    id,
    appeal,
    redditor,
    token: redditor.formToken,
    records: () => store.findRecords({ ...asking, conversationId }),
    jobs: () => jobs(database, `process-conversation:${conversationId}`),
  };
}

const replace = (appealId: string) =>
  replaceFormLink(installation, { kind: "operator" }, { appealId, at });

it("takes the old link out of force, keeps what was written behind it, and has a new one sent", async () => {
  const { database } = installation;
  const { store, id, appeal, redditor, token, records, jobs } = await anAppeal();
  const { conversationId, subreddit, username } = appeal;
  const answers = { why_banned: "Flowers" };
  await saveDraft(installation, redditor, { answers, seen: null, at: noon });
  expect(await replace(id)).toBe("replaced");
  expect(await jobs()).toMatchObject([
    { payload: { conversationId, subreddit, username, because: "link" } },
  ]);
  expect(await findForm(database, token)).toBeNull();
  const late = { answers: someAnswers, seen: null, at };
  expect(await saveDraft(installation, redditor, late)).toBe("unknown");
  expect(await submitForm(installation, redditor, late)).toBe("unknown");
  expect(await keepLateAnswers(installation, redditor, late)).toBe("unknown");
  expect((await records()).appeal).toMatchObject({ linkVersion: 2, linkAskedAt: null });
  await store.registerFormToken(id, "the new one");
  expect((await findForm(database, "the new one"))?.draft).toEqual(answers);
  expect(await isReplacedLink(database, token)).toBe(true);
  expect(await isReplacedLink(database, "the new one")).toBe(false);
  expect(await isReplacedLink(database, "nobody's")).toBe(false);
});

it("leaves the old link in force when the job cannot be enqueued", async () => {
  const { database } = installation;
  const { id, token, jobs } = await anAppeal();
  await expect(whileQueueFails(database, () => replace(id))).rejects.toThrow();
  expect(await findForm(database, token)).not.toBeNull();
  expect(await jobs()).toEqual([]);
});

it("stays out of force, also where a run of the bot that began before sends it once more", async () => {
  const { store, id, token } = await anAppeal();
  await replace(id);
  await store.registerFormToken(id, token);
  expect(await findForm(installation.database, token)).toBeNull();
});

it("leaves the link of whoever has none to use", async () => {
  const early = await anAppeal("new");
  expect(await replace(early.id)).toBe("not-invited");
  const sent = await anAppeal();
  await submitForm(installation, sent.redditor, { answers: someAnswers, seen: null, at });
  const jobsBefore = await sent.jobs();
  expect(await replace(sent.id)).toBe("submitted");
  expect(await sent.jobs()).toEqual(jobsBefore);
  const over = await anAppeal();
  await over.store.closeAppeal(over.id, { outcome: "none", at });
  expect(await replace(over.id)).toBe("closed");
  const control = await anOpenAppeal(installation, "control");
  expect(await replace(control.appeal.id)).toBe("control");
  expect(await replace("00000000-0000-4000-8000-000000000000")).toBe("unknown");
  for (const { token } of [early, sent, over])
    expect(await findForm(installation.database, token)).not.toBeNull();
  for (const one of [early, over]) expect(await one.jobs()).toEqual([]);
});
