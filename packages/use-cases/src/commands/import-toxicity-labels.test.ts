import { afterAll, beforeAll, expect, test } from "vitest";
import {
  anOpenAppeal,
  openTestInstallation,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { experimentResults } from "../queries/research/experiment-results.ts";
import { importToxicityLabels } from "./import-toxicity-labels.ts";

const researcher = { kind: "researcher", username: "field_notes" } as const;
const at = new Date();
let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());

const bringIn = (csv: string) => importToxicityLabels(installation, researcher, { csv, at });

test("labels of two coders are kept, with the agreement that Fleiss, Cohen and Everitt's error gives", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 6; i += 1) ids.push((await anOpenAppeal(installation)).appeal.id);
  for (const id of ids)
    await installation.database.pool.query(
      `insert into group_assignments (subreddit_key, redditor_id, username_key, "group", treatment_fraction, drawn_at)
      select subreddit_key, redditor_id, username_key, "group", 1, opened_at from appeals where id = $1`,
      [id],
    );
  const labels = { ann: "tttnnn", ben: "ttnnnt" };
  const rows = Object.entries(labels).flatMap(([coder, words]) =>
    [...words].map((word, i) => `${ids[i]},${coder},${word === "t" ? "toxic" : " Not-toxic "}`),
  );
  const stranger = "00000000-0000-4000-8000-000000000000,ann,toxic";
  const csv = `\uFEFFappeal,coder,label\r\n${[...rows, stranger].join("\r\n")}\r\n`;
  expect(await bringIn(csv)).toEqual({ kept: 12, unknown: 1 });
  const results = await experimentResults(installation, researcher, null);
  expect(results?.labels).toMatchObject({
    ...{ toxic: 2, notToxic: 2, split: 2 },
    reached: { treatment: { events: 0, n: 2 }, control: { n: 0 } },
    agreement: { coders: ["ann", "ben"], appeals: 6, kappa: { kind: "estimate" } },
  });
  const kappa = results?.labels.agreement.kappa;
  expect(kappa?.kind === "estimate" && kappa.estimate).toBeCloseTo(1 / 3, 12);
  // Again and otherwise: the later label counts.
  expect(await bringIn(`appeal,coder,label\n${ids[0]},ann,not-toxic`)).toEqual({
    kept: 1,
    unknown: 0,
  });
  const again = await experimentResults(installation, researcher, null);
  expect(again?.labels).toMatchObject({ toxic: 1, split: 3 });
});

test.each([
  ["", "There is no label in it"],
  ["appeal,coder,label", "There is no label in it"],
  ["a,b\n1,2", "Row 1"],
  ["appeal,coder,label\nx,ann,toxic", "`appeal` is the id"],
  ["appeal,coder,label\n00000000-0000-4000-8000-000000000000,,toxic", "`coder` is empty"],
  ["appeal,coder,label\n00000000-0000-4000-8000-000000000000,ann,rude", "`label` is"],
  ['appeal,coder,label\n"x,ann', "no CSV file"],
])("%j says what is wrong, and keeps nothing", async (csv, message) => {
  await expect(bringIn(csv)).rejects.toThrow(message);
});
