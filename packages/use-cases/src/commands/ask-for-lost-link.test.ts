import { actionKey } from "@appealmod/core";
import { minutesAfter, noon, someAnswers } from "@appealmod/core/testing";
import { createAppealStore } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  anOpenAppeal,
  jobs,
  openTestInstallation,
  type TestInstallation,
  whileQueueFails,
} from "../../test/test-installation.ts";
import { askForLostLink } from "./ask-for-lost-link.ts";
import { submitForm } from "./submit-form.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const at = minutesAfter(noon, 30);

/** An appeal whose invite is about to be sent, and what becomes of asking for its link. */
async function anAppeal() {
  const store = createAppealStore(installation.database);
  const { appeal, redditor } = await anOpenAppeal(installation);
  const { id: appealId, conversationId, subreddit, username } = appeal;
  const claimed = async (key: string) => {
    const claim = await store.claimAction({
      scope: "appeal",
      appealId,
      conversationId,
      action: { kind: "send", key, scope: "appeal", text: "invite" },
      afterMessageId: null,
      bodyHash: null,
      at: noon,
    });
    if (claim.status !== "claimed") throw new Error(`"${key}" could not be claimed`);
    return claim.claim.id;
  };
  const id = await claimed("invite");
  return {
    appeal,
    redditor,
    invite: () => store.settleClaim(id, { messageId: "m1", at: noon }),
    repeat: async (asked: Date) =>
      store.settleClaim(await claimed(actionKey.askedLink(asked)), { messageId: "m2", at: asked }),
    ask: (name = username, asked = at) =>
      askForLostLink(installation, { kind: "visitor" }, { username: name, subreddit, at: asked }),
    askedAt: async () => {
      const asking = { subreddit, redditor: { id: null, name: username }, conversationId };
      return (await store.findRecords(asking)).appeal?.linkAskedAt ?? null;
    },
    jobs: () => jobs(installation.database, `process-conversation:${conversationId}`),
  };
}

it("is noted and looked at where an invitation is open, however the name is written", async () => {
  const { appeal, invite, ask, askedAt, jobs } = await anAppeal();
  await invite();
  const { conversationId, subreddit, username } = appeal;
  expect(await ask(username.toUpperCase())).toBe(true);
  expect(await askedAt()).toEqual(at);
  expect(await jobs()).toMatchObject([
    { payload: { conversationId, subreddit, username, because: "link" } },
  ]);
});

it("is not noted when the job cannot be enqueued", async () => {
  const { invite, ask, askedAt, jobs } = await anAppeal();
  await invite();
  await expect(whileQueueFails(installation.database, () => ask())).rejects.toThrow();
  expect(await askedAt()).toBeNull();
  expect(await jobs()).toEqual([]);
});

it("comes to nothing for strangers, before the invite, and once the form is sent", async () => {
  const { redditor, invite, ask, askedAt, jobs } = await anAppeal();
  expect(await ask("nobody_at_all")).toBe(false);
  expect(await ask()).toBe(false);
  await invite();
  expect(await jobs()).toEqual([]);
  await submitForm(installation, redditor, { answers: someAnswers, seen: null, at: noon });
  expect(await ask()).toBe(false);
  expect(await askedAt()).toBeNull();
});

it("is noted three times a day for an appeal, and the day is that of each request", async () => {
  const { appeal, invite, repeat, ask, askedAt } = await anAppeal();
  await invite();
  const noted: boolean[] = [];
  for (const hour of [0, 9, 18, 23, 25]) {
    const asked = minutesAfter(noon, hour * 60);
    const before = await askedAt();
    const isNoted = await ask(appeal.username, asked);
    expect(await askedAt()).toEqual(isNoted ? asked : before);
    if (isNoted) await repeat(asked);
    noted.push(isNoted);
  }
  expect(noted).toEqual([true, true, true, false, true]);
  const another = await anAppeal();
  await another.invite();
  expect(await another.ask(another.appeal.username, minutesAfter(noon, 23 * 60))).toBe(true);
});
