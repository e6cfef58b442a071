import { expect, test } from "vitest";
import { as, ask, startDemo } from "./demo-world.ts";

/** The recorded body (2020): these keys and no others. */
const refusal = {
  reason: "quarantined",
  quarantine_message_html: expect.stringContaining('<div class="md"><p>Be careful.</p>'),
  message: "Forbidden",
  quarantine_message: "Be careful.",
  error: 403,
};

test("a quarantined community refuses whoever has not opted in, its moderators too", async () => {
  const { control, simulator, demo } = await startDemo();
  const bot = await as(simulator, demo.bot.name);
  const olive = await as(simulator, "RangerOlive");
  await control.setQuarantine({ subreddit: demo.subreddit, message: "Be careful." });
  for (const path of ["about", "about/rules", "about/moderators", "about/banned", "about/log"]) {
    const answer = await bot(`GET /r/${demo.subreddit}/${path}`);
    expect([path, answer.status]).toEqual([path, 403]);
    expect(answer.body).toEqual(refusal);
  }
  const optIn = await bot("POST /api/quarantine_optin", { sr_name: demo.subreddit });
  expect([optIn.status, optIn.headers.get("location")]).toEqual([302, `/r/${demo.subreddit}/`]);
  const about = await bot(`GET /r/${demo.subreddit}/about`);
  expect(about.body.data.quarantine).toBe(true);
  expect((await olive(`GET /r/${demo.subreddit}/about`)).status).toBe(403);

  await bot("POST /api/quarantine_optout", { sr_name: demo.subreddit });
  expect((await bot(`GET /r/${demo.subreddit}/about`)).status).toBe(403);
  await control.setQuarantine({ subreddit: demo.subreddit, message: null });
  const open = await bot(`GET /r/${demo.subreddit}/about`);
  expect(open.body.data.quarantine).toBe(false);
});

test("a quarantine outlasts a restart of the simulator", async () => {
  const { control, simulator, demo } = await startDemo();
  await control.setQuarantine({ subreddit: demo.subreddit, message: "Be careful." });
  const bot = await as(simulator, demo.bot.name);
  await bot("POST /api/quarantine_optin", { sr_name: demo.subreddit });
  await control.restore(await control.snapshot());
  const about = await bot(`GET /r/${demo.subreddit}/about`);
  expect([about.status, about.body.data.quarantine]).toEqual([200, true]);
  expect((await ask(simulator.url, `/r/${demo.subreddit}/about`)).status).toBe(401);
});
