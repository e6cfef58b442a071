import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { type Actor, eventActor, nameKey } from "@appealmod/core";
import {
  cursorBatches,
  experimentCounts,
  inResearchSnapshot,
  inTransaction,
  type ResearchSnapshot,
  researchCommunities,
  shareSnapshot,
  storeEvents,
} from "@appealmod/db";
import { type Options, stringify } from "csv-stringify/sync";
import { ZipFile } from "yazl";
import type { Installation } from "../../../installation.ts";
import { type ExperimentResults, resultsOf } from "../experiment-results.ts";
import { requireNamedArms } from "../require-named-arms.ts";
import { requireResearcher } from "../require-researcher.ts";
import { type ArchiveColumn, type ArchiveTable, columnsOf } from "./archive-table.ts";
import { archiveTables } from "./archive-tables.ts";
import { countedTables } from "./counted-tables.ts";
import { dataPackage, type PackageFacts } from "./data-package.ts";
import { exportHoldsDays } from "./export-holds-days.ts";
import { createPseudonyms, type Pseudonym } from "./pseudonyms.ts";

export interface ExportOptions {
  /** `null` for all communities. */
  readonly subreddit: string | null;
  /** With what redditors and moderators wrote. */
  readonly withText: boolean;
  /** CSV begins with a byte order mark, for Excel. */
  readonly bom: boolean;
  readonly approval: string | null;
  readonly at: Date;
}

export interface ExperimentExport {
  readonly fileName: string;
  /** A zip file. Reading it slowly costs no memory; leaving it ends the snapshot. */
  readonly stream: Readable;
}

/**
 * Everything that the page of results is computed from, in one archive and of one moment. That it was
 * taken, and by whom, is an event before the first byte leaves.
 *
 * @throws NotAllowedError, ArmsHiddenError: its rows name the arms
 */
export async function exportExperiment(
  installation: Installation,
  actor: Actor,
  options: ExportOptions,
): Promise<ExperimentExport | null> {
  requireResearcher(actor);
  await requireNamedArms(installation);
  const { database } = installation;
  const { subreddit, withText, at } = options;
  const id = randomUUID().slice(0, 8);
  const expiresAt = new Date(at.getTime() + exportHoldsDays * 86_400_000);
  const where = subreddit === null ? "all communities" : `r/${subreddit}`;
  const zip = new ZipFile();
  // A stream that nobody reads yet must not end the process when the snapshot fails.
  const stream = Readable.from(zip.outputStream, { objectMode: false }).on("error", () => {});
  // Nor may rows that cannot be read, such as those of a snapshot that ended with its reader's leaving.
  zip.on("error", (error: Error) => stream.destroy(error));
  const begun = Promise.withResolvers<boolean>();
  const work = inResearchSnapshot(database, async (snapshot) => {
    const communities = await researchCommunities(snapshot);
    const isKnown = (key: string) => communities.some((one) => one.key === key);
    if (subreddit !== null && !isKnown(nameKey(subreddit))) return begun.resolve(false);
    await inTransaction(database, (orm) =>
      storeEvents(orm, [
        {
          event: "research-exported",
          level: "info",
          audience: "detail",
          message: `The experiment of ${where} was exported ${withText ? "with" : "without"} free text (${id}).`,
          actor: eventActor(actor),
          at,
          ...(subreddit === null ? {} : { subreddit }),
          details: { export: id, withText, expiresAt: expiresAt.toISOString() },
        },
      ]),
    );
    const { takenAt } = snapshot;
    const facts = { ...options, id, expiresAt, takenAt, community: subreddit };
    // Beside the rows, not before them: nobody keeps a connection open until millions are counted.
    const counted = inResearchSnapshot(
      database,
      async (same) => resultsOf(await experimentCounts(same, null), subreddit),
      await shareSnapshot(snapshot),
    );
    await addFiles(zip, snapshot, counted, facts);
    zip.end();
    begun.resolve(true);
    await Promise.all([counted, finished(stream)]);
  });
  work.catch((error: Error) => {
    begun.reject(error);
    stream.destroy(error);
  });
  if (!(await begun.promise)) return null;
  return { fileName: `appealmod-experiment-${at.toISOString().slice(0, 10)}-${id}.zip`, stream };
}

async function addFiles(
  zip: ZipFile,
  snapshot: ResearchSnapshot,
  counted: Promise<ExperimentResults | null>,
  facts: PackageFacts & ExportOptions,
): Promise<void> {
  const described = [
    ...archiveTables.map((table) => ({ ...table, columns: columnsOf(table, facts.withText) })),
    ...countedTables,
  ];
  const script = (name: string) => readFile(new URL(`./${name}`, import.meta.url));
  const add = (name: string, content: string | Buffer) => zip.addBuffer(Buffer.from(content), name);
  add("README.txt", readMe(facts));
  add("datapackage.json", json(dataPackage(facts, described)));
  add("recompute.py", await script("recompute.py"));
  add("recompute.R", await script("recompute.R"));
  const pseudonym = createPseudonyms();
  for (const table of archiveTables) {
    const columns = columnsOf(table, facts.withText);
    addTable(zip, table.name, columns, facts, () =>
      pseudonymousRows(snapshot, table, columns, facts, pseudonym),
    );
  }
  // Last: they are ready by then.
  zip.addReadStreamLazy("results.json", (take) =>
    take(null, failing(zip, Readable.from(countedAsJson(counted), { objectMode: false }))),
  );
  for (const { name, columns, rows } of countedTables)
    addTable(zip, name, columns, facts, () => countedRows(counted, rows));
}

type Row = Readonly<Record<string, unknown>>;

/** In batches: a chunk of the archive for each row would cost more than all that is in it. */
function addTable(
  zip: ZipFile,
  name: string,
  columns: readonly ArchiveColumn[],
  { bom }: Pick<ExportOptions, "bom">,
  batches: () => AsyncIterable<readonly Row[]>,
): void {
  // One after another, when its turn has come: one cursor can be open at a time.
  // The fastest: the time goes into it, and rows are alike enough to shrink all the same.
  const light = { compressionLevel: 1 };
  const add = (suffix: string, text: () => AsyncIterable<string>) =>
    zip.addReadStreamLazy(`${name}.${suffix}`, light, (take) =>
      take(null, failing(zip, Readable.from(text(), { objectMode: false }))),
    );
  add("csv", () => asCsv(columns, bom, batches()));
  add("jsonl", () => asLines(batches()));
}

async function* asCsv(
  columns: readonly ArchiveColumn[],
  bom: boolean,
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  const options: Options = {
    columns: columns.map((column) => column.name),
    quoted_string: true,
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { date: (date) => date.toISOString(), boolean: String },
  };
  yield stringify([], { ...options, header: true, bom });
  for await (const rows of batches) yield stringify([...rows], options);
}

async function* asLines(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** A file's source whose failure is the archive's, which does not listen for it by itself. */
function failing<Source extends NodeJS.ReadableStream>(zip: ZipFile, source: Source): Source {
  source.on("error", (error: Error) => zip.emit("error", error));
  return source;
}

async function* pseudonymousRows(
  snapshot: ResearchSnapshot,
  { query, usesTime }: ArchiveTable,
  columns: readonly ArchiveColumn[],
  { community }: PackageFacts,
  pseudonym: Pseudonym,
): AsyncGenerator<readonly Row[]> {
  const key = community === null ? null : community.toLowerCase();
  const values = usesTime ? [key, snapshot.takenAt] : [key];
  const withoutNames = (row: Row) =>
    Object.fromEntries(
      columns.map(({ name, isPseudonym }) => {
        const value = row[name];
        return [name, isPseudonym && typeof value === "string" ? pseudonym(value) : value];
      }),
    );
  for await (const rows of cursorBatches<Row>(snapshot, query, values))
    yield rows.map(withoutNames);
}

async function* countedAsJson(counted: Promise<ExperimentResults | null>): AsyncGenerator<string> {
  yield json(await counted);
}

async function* countedRows(
  counted: Promise<ExperimentResults | null>,
  rowsOf: (results: ExperimentResults) => readonly Row[],
): AsyncGenerator<readonly Row[]> {
  const results = await counted;
  if (results) yield rowsOf(results);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readMe({
  takenAt,
  expiresAt,
  approval,
  withText,
  community,
}: PackageFacts & ExportOptions) {
  return `The appeals experiment of ${community === null ? "all communities" : `r/${community}`}, as of ${takenAt.toISOString()}.

draws.csv        one row for each redditor drawn in a community: the table to analyse
appeals.csv      every appeal that is kept, later ones of one redditor as well
decisions.csv    what moderators decided on the site
bans.csv         the register of bans
phases.csv       runs of draws under one fraction
flow.csv         counts from the draw to the outcome
exclusions.csv   who wrote and was not drawn
results.json     the numbers of the page of results
datapackage.json what each column means (Frictionless Data Package)

Each table is there as CSV (RFC 4180, UTF-8) and as JSON Lines. In CSV a text that a spreadsheet would
take for a formula has a ' put in front.

python3 recompute.py   and   Rscript recompute.R
compute the page's numbers again from draws.csv and compare them with results.json.

Names are pseudonyms: keyed hashes, the key of which nobody kept. Another download has others.
Free text is ${withText ? "included" : "left out"}.

Approval: ${approval ?? "none is recorded. Publishing from these data is research and needs one."}

DUTIES
- Delete this archive and everything made from single rows of it by ${expiresAt.toISOString().slice(0, 10)}.
- Reddit asks that data of deleted accounts be deleted, also where they are pseudonymous. Pseudonyms
  here cannot be traced back, so make a new download instead of keeping an old one.
- Do not try to find out who anybody is, and give the rows to nobody whom the approval does not name.
- Totals and estimates may be kept and published.
`;
}
