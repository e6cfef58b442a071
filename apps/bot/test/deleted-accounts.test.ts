import { expect, test } from "vitest";
import type { Bot } from "../src/compose.ts";
import { findDeletedAccounts } from "../src/runners/find-deleted-accounts.ts";
import { invited } from "./appellant.ts";
import { countOf } from "./records.ts";
import { openStage, type Stage } from "./stage.ts";

async function look(stage: Stage): Promise<number> {
  const { bot } = await stage.listenedBot();
  try {
    return await lookWith(bot);
  } finally {
    await bot.close();
  }
}

function lookWith(bot: Bot): Promise<number> {
  return findDeletedAccounts(bot, bot.accounts.all[0]);
}

const kept = (stage: Stage, name: string) => countOf(stage, `appeals where username = '${name}'`);

test("an account that is missing at two looks a day apart is purged, and no other", async () => {
  const stage = await openStage();
  const { control } = stage;
  for (const name of ["Gone_Hiker", "Hidden_Hiker", "Held_Hiker", "Happy_Hiker"])
    await invited(stage, name);
  await control.deleteAccount("Gone_Hiker");
  await control.setAccountStatus("Hidden_Hiker", "shadowbanned");
  await control.suspendAccount("Held_Hiker");
  expect(await look(stage)).toBe(0);
  expect(await kept(stage, "Gone_Hiker")).toBe(1);
  stage.passSeconds(3_600);
  expect(await stage.requestsOf(() => look(stage))).toEqual({});
  stage.passDays(1);
  expect(await look(stage)).toBe(1);
  expect(await kept(stage, "Gone_Hiker")).toBe(0);
  for (const name of ["Hidden_Hiker", "Held_Hiker", "Happy_Hiker"])
    expect(await kept(stage, name)).toBe(1);
});

test("an account that Reddit left out for a day and shows again is not purged", async () => {
  const stage = await openStage();
  await invited(stage, "Flickering_One");
  await stage.control.addFault({ kind: "status", status: 404, endpoint: "accounts.by_ids" });
  expect(await look(stage)).toBe(0);
  await stage.control.clearFaults();
  stage.passDays(1);
  expect(await look(stage)).toBe(0);
  expect(await kept(stage, "Flickering_One")).toBe(1);
});

test("where all are missing at once, it is Reddit that is unwell", async () => {
  const stage = await openStage();
  await stage.database.pool.query(
    `insert into bans (subreddit, subreddit_key, redditor_id, username, username_key, permanence,
      source, is_in_log, checked_at) select 'PineLakeHikers', 'pinelakehikers', 't2_unknown' || n,
      'Hiker_' || n, 'hiker_' || n, 'permanent', 'log', true, now() from generate_series(1, 6) as n`,
  );
  for (let days = 0; days < 3; days += 1) {
    expect(await look(stage)).toBe(0);
    stage.passDays(1);
  }
  expect(await countOf(stage, "bans")).toBe(6);
});
