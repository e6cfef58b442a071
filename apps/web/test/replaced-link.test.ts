import { createAppealStore } from "@appealmod/db";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { replaceFormLink } from "@appealmod/use-cases";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anInvitedAppeal, goodAnswers } from "./an-invited-appeal.ts";
import { type OpenSite, openSite } from "./open-site.ts";
import type { SiteProcess } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite());
});
afterAll(() => closeSite?.());

const post = (token: string, fields: Readonly<Record<string, string>>, headers = {}) =>
  fetch(`${site.address}/form/${token}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });

async function aReplacedLink() {
  const appeal = await anInvitedAppeal(database);
  await database.pool.query("update appeals set state = 'invited' where id = $1", [
    appeal.appealId,
  ]);
  await post(appeal.token, { ...goodAnswers, intent: "save" });
  await replaceFormLink(
    { database },
    { kind: "operator" },
    { appealId: appeal.appealId, at: new Date() },
  );
  const newToken = `${appeal.token.slice(1)}x`;
  await createAppealStore(database).registerFormToken(appeal.appealId, newToken);
  return { ...appeal, newToken };
}

test("a link that was replaced says where the right one is, and nothing of whose it was", async () => {
  const { token, newToken, username, appealId } = await aReplacedLink();
  const page = await (await fetch(`${site.address}/form/${token}`)).text();
  expect(page).toContain("This link was replaced");
  expect(page).toContain("newest message on Reddit");
  for (const secret of [newToken, username, appealId, "PineLakeHikers", goodAnswers.why_banned])
    expect(page).not.toContain(secret);
  const another = await aReplacedLink();
  const bare = (html: string, own: string) =>
    html.replaceAll(own, "").replace(/[\w-]{20,}={0,2}/g, "");
  const theirs = await (await fetch(`${site.address}/form/${another.token}`)).text();
  expect(bare(theirs, another.token)).toBe(bare(page, token));
  const unknown = await fetch(`${site.address}/form/${"x".repeat(43)}`);
  expect(unknown.status).toBe(404);
  expect(await unknown.text()).not.toContain("replaced");
});

test("its words are found behind the new one", async () => {
  const { newToken } = await aReplacedLink();
  const page = await (await fetch(`${site.address}/form/${newToken}`)).text();
  expect(page).toContain("I posted my own shop three times.");
});

test("what is posted to it is given back, and neither kept nor sent", async () => {
  const { token, appealId } = await aReplacedLink();
  const words = { ...goodAnswers, why_banned: "Written behind the old link" };
  for (const intent of ["save", "send"]) {
    const refused = await post(token, { ...words, intent });
    expect(refused.status).toBe(410);
    const page = await refused.text();
    expect(page).toContain("Written behind the old link");
    expect(page).toContain("This link was replaced");
  }
  const byScript = await post(token, words, { accept: "application/json" });
  expect(byScript.status).toBe(410);
  expect(await byScript.text()).toBe("");
  const { rows } = await database.pool.query(
    "select draft->>'why_banned' as words, submitted_at from main_ban_appeal_data where appeal_id = $1",
    [appealId],
  );
  expect(rows).toEqual([{ words: goodAnswers.why_banned, submitted_at: null }]);
});
