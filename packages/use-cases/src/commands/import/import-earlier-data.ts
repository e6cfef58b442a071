import { type BotEvent, eventActor, type Operator } from "@appealmod/core";
import {
  findImportedRows,
  type ImportedRow,
  inTransaction,
  knownHere,
  lockImport,
  type Orm,
  personKey,
  storeEvents,
  storeImportedAppeals,
  storeImportedConversations,
  storeImportedGroups,
  storeImportedRows,
  storeSignUps,
} from "@appealmod/db";
import { enqueueAll } from "@appealmod/jobs";
import { appealEvent } from "../../appeal-event.ts";
import type { Installation } from "../../installation.ts";
import type { AppealToImport, ImportBatch, ImportedBatch, RefusedRow } from "./import-batch.ts";
import { importTexts } from "./import-texts.ts";

export interface EarlierData {
  readonly batches: Iterable<ImportBatch>;
  readonly at: Date;
  /** Everything is written in one transaction, and taken back. */
  readonly isDryRun: boolean;
  /** Told of each batch once it is written. */
  onBatch(batch: ImportedBatch): void;
}

/** The transaction is rolled back with what it has done. */
class DryRun extends Error {}

type Client = Parameters<Parameters<typeof inTransaction>[1]>[1];

/**
 * Brings data of the earlier system over, batch by batch, each in a transaction of its own with the
 * names of the rows that it comes from. A run that ended in the middle is simply run again: what was
 * brought over is left alone.
 */
export async function importEarlierData(
  { database }: Installation,
  operator: Operator,
  { batches, at, isDryRun, onBatch }: EarlierData,
): Promise<void> {
  if (!isDryRun) {
    for (const batch of batches)
      onBatch(
        await inTransaction(database, (orm, client) =>
          storeBatch(orm, client, { operator, batch, at }),
        ),
      );
    return;
  }
  try {
    await inTransaction(database, async (orm, client) => {
      for (const batch of batches) onBatch(await storeBatch(orm, client, { operator, batch, at }));
      throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
}

interface Batch {
  readonly operator: Operator;
  readonly batch: ImportBatch;
  readonly at: Date;
}

async function storeBatch(orm: Orm, client: Client, all: Batch): Promise<ImportedBatch> {
  const { operator, batch, at } = all;
  const { appeals = [], conversations = [], signUps = [], texts = [] } = batch;
  await lockImport(orm);
  const rows = [...appeals, ...conversations, ...signUps, ...texts].flatMap((unit) => unit.rows);
  const before = await findImportedRows(orm, rows);
  const known = new Map(before.map((row) => [placeOf(row), row]));
  const isNew = (unit: { readonly rows: readonly ImportedRow[] }) =>
    !unit.rows.some((row) => known.has(placeOf(row)));
  const refused: RefusedRow[] = [];
  const written: ImportedRow[] = [];
  const keep = (unit: { readonly rows: readonly ImportedRow[] }) => written.push(...unit.rows);

  const accepted = await acceptAppeals(orm, appeals.filter(isNew), refused);
  await storeAppeals(orm, client, accepted, { operator, at });
  for (const unit of accepted) keep(unit);

  const newConversations = conversations.filter(isNew);
  await storeImportedConversations(
    orm,
    newConversations.map(({ conversation }) => conversation),
  );
  for (const unit of newConversations) keep(unit);

  const newSignUps = signUps.filter(isNew);
  const stored = await storeSignUps(
    orm,
    newSignUps.map(({ signUp }) => signUp),
  );
  const was = { became: "merged", reason: "the same sign-up was here already" } as const;
  for (const { signUp, rows } of newSignUps)
    keep({ rows: stored.has(signUp) ? rows : rows.map((row) => ({ ...row, ...was })) });

  for (const unit of texts.filter(isNew)) {
    const reason = await importTexts(orm, operator, unit, at);
    if (reason === null) keep(unit);
    else refused.push(...unit.rows.map((row) => ({ ...row, reason })));
  }

  // What stands beside a row that an earlier run brought over came later, or was merged then.
  for (const unit of [...appeals, ...conversations, ...signUps, ...texts])
    if (!isNew(unit))
      for (const row of unit.rows)
        if (!known.has(placeOf(row)))
          written.push({
            ...row,
            became: "merged",
            reason: "came after the row that was imported, and changes nothing",
          });
  await storeImportedRows(orm, written, at);
  return { written, before, refused };
}

function placeOf({ source, key }: Pick<ImportedRow, "source" | "key">): string {
  return `${source} ${key}`;
}

const isOpenAlready =
  "the redditor has an open appeal here already, and there can be one only: that one goes on";

async function acceptAppeals(
  orm: Orm,
  units: readonly AppealToImport[],
  refused: RefusedRow[],
): Promise<readonly AppealToImport[]> {
  const known = await knownHere(
    orm,
    units.map(({ appeal }) => appeal),
  );
  const accepted: AppealToImport[] = [];
  for (const unit of units) {
    const here = known.get(personKey(unit.appeal));
    if (here?.hasOpenAppeal && unit.appeal.state !== "closed")
      refused.push(...unit.rows.map((row) => ({ ...row, reason: isOpenAlready })));
    // Drawn here in another arm: the appeal keeps the arm that it was treated in.
    else accepted.push(unit);
  }
  await storeImportedGroups(
    orm,
    accepted
      .filter(({ appeal }) => !known.get(personKey(appeal))?.group)
      .map(({ appeal }) => ({ ...appeal, drawnAt: appeal.openedAt })),
  );
  return accepted;
}

async function storeAppeals(
  orm: Orm,
  client: Client,
  units: readonly AppealToImport[],
  { operator, at }: Pick<Batch, "operator" | "at">,
): Promise<void> {
  await storeImportedAppeals(
    orm,
    units.map(({ appeal }) => appeal),
  );
  await storeEvents(
    orm,
    units.map(
      ({ appeal: { id: appealId, ...appeal } }): BotEvent => ({
        ...appealEvent(
          operator,
          { appealId, ...appeal },
          {
            event: "appeal-imported",
            message: `The appeal was imported from the earlier system: ${appeal.state}.`,
            at,
          },
        ),
        actor: eventActor(operator),
      }),
    ),
  );
  const jobs = units.flatMap(({ appeal: { subreddit, username }, toRead }) =>
    toRead.map((conversationId) => ({
      payload: { conversationId, subreddit, username, because: "listing" as const },
    })),
  );
  if (jobs.length > 0) await enqueueAll(client, "process-conversation", jobs);
}
