import { minutesAfter, noon, someAnswers } from "@appealmod/core/testing";
import { awaitMigrations, type Database, numberEvents, openDatabase } from "@appealmod/db";
import { createTestDatabase, makeProgramRoles } from "@appealmod/db/testing";
import { drainJobs } from "@appealmod/jobs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aModeratorOf } from "../test/a-moderator.ts";
import { anOpenAppeal } from "../test/test-installation.ts";
import { claimAppeal } from "./commands/claim-appeal.ts";
import { purgeRedditor } from "./commands/purge-redditor.ts";
import { signIn } from "./commands/sign-in.ts";
import { signUp } from "./commands/sign-up.ts";
import { submitForm } from "./commands/submit-form.ts";
import { type OpenInstallation, openInstallation } from "./open-installation.ts";
import { serviceNumbers } from "./queries/operate/service-numbers.ts";
import { createTombstone } from "./tombstone.ts";

const at = minutesAfter(noon, 3);
const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});
const open = async (databaseUrl: string): Promise<OpenInstallation> => {
  const opened = await openInstallation({ config: { databaseUrl, dataDir: "/proc/nowhere" } });
  closers.push(() => opened.close());
  return opened;
};

let owner: Database;
let [bot, site]: OpenInstallation[] = [];
beforeAll(async () => {
  const { url, drop } = await createTestDatabase();
  closers.push(drop);
  const superuser = openDatabase({ url });
  closers.push(() => superuser.close());
  const urls = await makeProgramRoles(superuser.pool, url);
  // Bot and site come first, and wait for whoever brings the tables.
  const programs = Promise.all([open(urls.bot), open(urls.site)]);
  owner = (await open(urls.migrator)).database;
  [bot, site] = await programs;
});

const refused = { cause: { code: "42501" } };
const ask = (installation: OpenInstallation | undefined, sql: string) =>
  installation?.database.orm.execute(sql);

it("gives bot and site neither tables of their own nor those of others", async () => {
  for (const each of [bot, site]) {
    await expect(ask(each, "create table letters (letter text)")).rejects.toMatchObject(refused);
    await expect(ask(each, "drop table appeals")).rejects.toMatchObject(refused);
    await expect(ask(each, "truncate events")).rejects.toMatchObject(refused);
    await expect(ask(each, "select from imported_rows")).rejects.toMatchObject(refused);
  }
});

it("keeps from each what only the other needs", async () => {
  for (const sql of [
    "select from quick_answers",
    "select from account_checks",
    "update events set message = ''",
    "delete from events",
    "delete from appeals",
    "insert into form_links (appeal_id) values (null)",
    "update bans set note = ''",
    "update conversations set username = ''",
  ])
    await expect(ask(site, sql), sql).rejects.toMatchObject(refused);
  for (const sql of [
    "insert into role_grants (username) values ('otter')",
    "update site_sessions set username = 'otter'",
    "insert into moderator_decisions (appeal_id) values (null)",
    "update main_sign_up_data set answered_at = null",
  ])
    await expect(ask(bot, sql), sql).rejects.toMatchObject(refused);
});

it("lets the site take a form, a sign-up, a session and a claim, and the bot do what follows", async () => {
  if (!bot || !site) expect.fail("nothing was opened");
  const { appeal, redditor } = await anOpenAppeal(bot);
  expect(await submitForm(site, redditor, { answers: someAnswers, seen: null, at })).toBe(
    "submitted",
  );
  expect(
    await signUp(
      site,
      { kind: "visitor" },
      {
        ...{ name: "Tara", email: "tara@example.org", redditUsername: "trail_warden" },
        ...{ subredditUrl: "r/PineLakeHikers", at },
      },
    ),
  ).toBe("saved");
  const olive = { redditorId: "t2_olive", username: "Olive" };
  expect(await signIn(site, { ...olive, moderated: [], userAgent: "", at })).toHaveProperty(
    "token",
  );
  const moderator = await aModeratorOf({ database: owner }, { asOf: at });
  expect(
    await claimAppeal(site, moderator, { appealId: appeal.id, takeOver: false, at }),
  ).toMatchObject({
    kind: "claimed",
  });
  expect((await serviceNumbers(site, at)).jobs).toMatchObject({ ready: 1, running: 0 });

  const seen: string[] = [];
  await drainJobs({
    pool: bot.database.pool,
    handlers: {
      "process-conversation": async ({ conversationId }) => void seen.push(conversationId),
      "announce-sign-up": async () => {},
      "refresh-subreddit": async () => {},
      "accept-invitation": async () => {},
      "dry-run-community": async () => {},
      "remind-of-probation": async () => {},
    },
  });
  expect(seen).toEqual([appeal.conversationId]);
  while (await numberEvents(bot.database));
  const tombstone = createTombstone("a-link-secret-of-this-installation");
  await purgeRedditor(
    bot,
    { kind: "program" },
    { redditor: appeal.username, reason: "asked", at },
    tombstone,
  );
  const { rows } = await owner.pool.query("select from appeals where id = $1", [appeal.id]);
  expect(rows).toEqual([]);
});

it("says what to run where the tables are older than a program that may not change them", async () => {
  await owner.pool.query("alter table form_links rename to old_links");
  const pool = site?.database.pool ?? expect.fail("nothing was opened");
  await expect(awaitMigrations(pool, "site", async () => {}, 20)).rejects.toThrow(
    /no right to form_links.*pnpm appealmod migrate/,
  );
  await owner.pool.query("alter table old_links rename to form_links");
  await awaitMigrations(pool, "site", async () => {}, 20);
});
