import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { anInstallation } from "./command-line.ts";

async function aFile(name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "appealmod-cli-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const question = (id: string, label: string) => `  - { id: ${id}, kind: long, label: ${label} }\n`;
const name = "PineLakeHikers";

/** A community whose settings, texts and questions were changed, six times in all. */
async function aChangedCommunity() {
  const { appealmod, database } = await anInstallation();
  await appealmod("community", name, "set", "reminderCap=2", "otherBots=[]");
  const texts = await aFile("own.yaml", "final: |-\n  Danke, u/{{username}}.\n  Bis bald.\n");
  await appealmod("texts", name, "de", "set", texts);
  const first = `id: hikers\nversion: 1\nquestions:\n${question("why", "Why?")}${question("when", "When?")}`;
  await appealmod("questions", name, "set", await aFile("first.yaml", first));
  await appealmod("community", name, "set", "reminderCap=", "language=de");
  const second = `id: hikers\nversion: 2\nquestions:\n${question("why", "Why not?")}${question("where", "Where?")}`;
  await appealmod("questions", name, "set", await aFile("second.yaml", second));
  await appealmod("texts", name, "de", "reset");
  return {
    appealmod,
    database,
    history: (...words: string[]) =>
      appealmod("community", `r/${name.toLowerCase()}`, "history", ...words),
  };
}

it("is listed, shown, compared and brought back", async () => {
  const { appealmod, history } = await aChangedCommunity();
  const listed = await history();
  expect(listed).toMatchObject({ code: 0, stderr: "" });
  const when = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
  expect(listed.stdout).toMatch(
    new RegExp(
      [
        "^revision +when +who +what changed",
        `6 +${when} +operator +texts de\\.final`,
        `5 +${when} +operator +questions`,
        `4 +${when} +operator +settings language, reminderCap`,
        `3 +${when} +operator +questions`,
        `2 +${when} +operator +texts de\\.final`,
        `1 +${when} +operator +settings otherBots, reminderCap\n$`,
      ].join("\n"),
    ),
  );

  const { stdout: shown } = await history("3");
  expect(shown).toMatch(/^Revision 3 of r\/pinelakehikers, .* by operator\nChanged: questions\n/);
  expect(shown).toContain("setting otherBots: []\nsetting reminderCap: 2\n");
  expect(shown).toContain("text de.final:\n  Danke, u/{{username}}.\n  Bis bald.\n");
  expect(shown).toMatch(/^questions: hikers, version 1, 2 of them, kept as [0-9a-f]{64}$/m);

  const { stdout: compared } = await history("3", "6");
  expect(compared).toContain("setting language\n  3: as in the defaults\n  6: de\n");
  expect(compared).toContain("setting reminderCap\n  3: 2\n  6: as in the defaults\n");
  expect(compared).toContain(
    "text de.final\n  3:\n    Danke, u/{{username}}.\n    Bis bald.\n  6: as in the defaults\n",
  );
  expect(compared).toMatch(
    /questions\n {2}3: hikers, version 1.*\n {2}6: hikers, version 2.*\n {2}added: where\n {2}changed: why\n {2}removed: when\n$/,
  );
  expect(compared).not.toContain("otherBots");
  expect((await history("5", "5")).stdout).toContain("Nothing differs between revisions 5 and 5");

  const restored = await history("3", "restore");
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(restored.stdout).toBe("r/pinelakehikers is set as in revision 3 again, by revision 7.\n");
  expect((await history("3", "7")).stdout).toContain("Nothing differs");
  expect((await history()).stdout).toMatch(/^7 .* operator .*; questions; as in revision 3$/m);
  expect((await appealmod("community", name)).stdout).toMatch(/^reminderCap +2 +own/m);
  expect((await appealmod("community", name)).stdout).toContain("Revision: 7\n");
  expect((await appealmod("questions", name)).stdout).toContain("hikers, version 1");
});

it("is data for programs", async () => {
  const { history } = await aChangedCommunity();
  const json = async (...words: string[]) => JSON.parse((await history(...words, "--json")).stdout);
  const listed = await json();
  expect(listed).toHaveLength(6);
  expect(listed[0]).toMatchObject({
    number: 6,
    at: expect.stringMatching(/Z$/),
    actor: { kind: "operator" },
    changed: { settings: [], texts: ["de.final"], questions: false },
  });
  expect(await json("4")).toMatchObject({
    number: 4,
    settings: { otherBots: [], language: "de" },
    texts: { de: { final: "Danke, u/{{username}}.\nBis bald." } },
    questionSetId: expect.stringMatching(/^[0-9a-f]{64}$/),
    questions: { id: "hikers", version: 1 },
  });
  expect(await json("3", "4")).toEqual({
    before: 3,
    after: 4,
    differences: [
      { part: "settings", key: "language", before: null, after: "de" },
      { part: "settings", key: "reminderCap", before: 2, after: null },
    ],
  });
});

it("says what is wrong, and changes nothing then", async () => {
  const { appealmod } = await anInstallation();
  const history = (sub: string, ...words: string[]) =>
    appealmod("community", sub, "history", ...words);
  const unknown = await history("Unheard");
  expect(unknown).toMatchObject({ code: 1, stdout: "" });
  expect(unknown.stderr).toContain("Nothing is known of r/Unheard. pnpm appealmod communities");
  expect((await history("Unheard", "1", "restore")).stderr).toContain("Nothing is known");

  await appealmod("serve", name);
  expect((await history(name)).stdout).toContain("follows the defaults in everything");
  expect((await history(name, "1")).stderr).toContain("has no revision 1. It has none yet");

  await appealmod("community", name, "set", "reminderCap=2");
  const current = await history(name, "1", "restore");
  expect(current).toMatchObject({ code: 1, stdout: "" });
  expect(current.stderr).toContain(
    "nothing to restore: what revision 1 of r/PineLakeHikers set is in force",
  );
  await appealmod("community", name, "set", "reminderCap=3");
  const missing = await history(name, "1", "9");
  expect(missing).toMatchObject({ code: 1, stdout: "" });
  expect(missing.stderr).toContain("r/PineLakeHikers has no revision 9. It has 1 to 2.");
  expect((await history(name, "9", "restore")).stderr).toContain("no revision 9");
  expect(JSON.parse((await history(name, "--json")).stdout)).toHaveLength(2);

  const same = await appealmod("community", name, "set", "reminderCap=3");
  expect(same).toMatchObject({ code: 0 });
  expect(same.stderr).toContain("Nothing was changed");
});

it("leaves out a revision that cannot be read, names it, and brings an earlier one back", async () => {
  const { database, appealmod, history } = await aChangedCommunity();
  await database.pool.query(
    "update community_revisions set changed = '{}', texts = '{\"de\": 7}' where number = 2",
  );
  const listed = await history();
  expect(listed.code).toBe(0);
  expect(listed.stdout).not.toMatch(/^2 /m);
  expect(listed.stderr).toMatch(
    /changed of the row pinelakehikers\/2 in the table community_revisions/,
  );
  expect(await history("2")).toMatchObject({ code: 1, stdout: "" });
  expect((await history("1", "restore")).code).toBe(0);
  expect((await appealmod("community", name)).stdout).toMatch(/^reminderCap +2 +own/m);
});
