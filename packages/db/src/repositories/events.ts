import {
  type BotEvent,
  eventActorKinds,
  eventAudiences,
  eventData,
  eventDataSchema,
  eventLevels,
  eventRunners,
  parseStored,
  type StoredEvent,
} from "@appealmod/core";
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { inTransaction } from "../in-transaction.ts";
import { insertRows } from "../insert-rows.ts";
import type { Database, Orm } from "../open-database.ts";
import { events } from "../schema/index.ts";

/** Any number that nothing else in this database locks within a transaction. */
const positionLock = 7_160_302;

/** So many get their place at once: nobody waits for a long statement. */
const mostAtOnce = 5_000;

/**
 * Appends events. What tells of a change of state is written with it, in its transaction.
 *
 * @param written whose details are plain values, without secrets
 */
export async function storeEvents(orm: Orm, written: readonly BotEvent[]): Promise<void> {
  await insertRows(orm, events, written.map(rowOf));
}

function rowOf(event: BotEvent): typeof events.$inferInsert {
  const { actor = { kind: "program" as const } } = event;
  return {
    kind: event.event,
    at: event.at,
    actorKind: actor.kind,
    actorName: actor.name ?? null,
    level: event.level,
    audience: event.audience,
    message: event.message.toWellFormed().replaceAll("\0", "\uFFFD"),
    runner: event.runner ?? null,
    subreddit: event.subreddit ?? null,
    conversationId: event.conversationId ?? null,
    appealId: event.appealId ?? null,
    username: event.username ?? null,
    data: eventData(event),
  };
}

/**
 * Gives every event that can be seen its place. A transaction that is committed after one with
 * later numbers gets the later place, so that no reader has passed it. One process does this at a
 * time, or two of them could make their places visible in the wrong order.
 *
 * @returns whether there may be more
 */
export async function numberEvents(database: Database): Promise<boolean> {
  const [waiting] = await database.orm
    .select({ id: events.id })
    .from(events)
    .where(isNull(events.position))
    .limit(1);
  if (!waiting) return false;
  return inTransaction(database, async (tx) => {
    // A machine that vanishes in between must not keep the places from everybody else.
    await tx.execute(sql`set local idle_in_transaction_session_timeout = '30s'`);
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${positionLock}) as mine`,
    );
    if (!rows[0]?.mine) return true;
    const { rowCount } = await tx.execute(sql`
      update events set position = placed.position
      from (select id, nextval('event_positions') as position from (
        select id from events where position is null order by id limit ${mostAtOnce}) as waiting
      ) as placed
      where events.id = placed.id`);
    return (rowCount ?? 0) === mostAtOnce;
  });
}

/** What stands after a place, in its order. */
export interface ReadEvents {
  readonly events: readonly StoredEvent[];
  /** Rows of a shape that this version does not know: readers report them and go past. */
  readonly unreadable: readonly UnreadableEvent[];
  /** The place of the last row, readable or not; the place that was asked for where none follows. */
  readonly reached: number;
}

export interface UnreadableEvent {
  readonly id: number;
  readonly position: number;
  /** The fields at fault, without their values. */
  readonly reason: string;
}

/** The events after a place, in their order. */
export async function readEvents(
  orm: Orm,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ReadEvents> {
  const rows = await orm
    .select()
    .from(events)
    .where(gt(events.position, after))
    .orderBy(asc(events.position))
    .limit(limit);
  const read: StoredEvent[] = [];
  const unreadable: UnreadableEvent[] = [];
  for (const row of rows) {
    const parsed = storedRow.safeParse(row);
    if (parsed.success) read.push(eventFrom(parsed.data));
    else
      unreadable.push({
        id: row.id,
        position: row.position ?? after,
        reason: [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))].join(", "),
      });
  }
  return { events: read, unreadable, reached: rows.at(-1)?.position ?? after };
}

/** The place of the newest event that has one; 0 where there is none. */
export async function lastPosition(orm: Orm): Promise<number> {
  const [row] = await orm
    .select({ position: events.position })
    .from(events)
    .where(isNotNull(events.position))
    .orderBy(desc(events.position))
    .limit(1);
  return row?.position ?? 0;
}

/**
 * What happened to an appeal and in its conversations, oldest first, those included whose place
 * among all events is not known yet.
 *
 * @throws UnreadableRowError that names the event's row
 */
export async function timelineOf(
  orm: Orm,
  of: { readonly appealId: string; readonly conversationIds: readonly string[] },
): Promise<readonly TimelineEvent[]> {
  const isBefore: SQL | undefined =
    of.conversationIds.length === 0
      ? undefined
      : // What led to the appeal happened before there was one.
        and(isNull(events.appealId), inArray(events.conversationId, [...of.conversationIds]));
  const rows = await orm
    .select()
    .from(events)
    .where(or(eq(events.appealId, of.appealId), isBefore))
    .orderBy(asc(events.id));
  return rows.map((row) => {
    const place = { table: "events", column: "data", key: String(row.id) };
    const { position: _, ...event } = eventFrom(
      parseStored(storedRow, { ...row, position: 0 }, place),
    );
    return event;
  });
}

export type TimelineEvent = Omit<StoredEvent, "position">;

const storedRow = z.object({
  id: z.number(),
  position: z.number(),
  kind: z.string(),
  at: z.date(),
  actorKind: z.enum(eventActorKinds),
  actorName: z.string().nullable(),
  level: z.enum(eventLevels),
  audience: z.enum(eventAudiences),
  message: z.string(),
  runner: z.enum(eventRunners).nullable(),
  subreddit: z.string().nullable(),
  conversationId: z.string().nullable(),
  appealId: z.string().nullable(),
  username: z.string().nullable(),
  data: eventDataSchema,
});

function eventFrom(row: z.infer<typeof storedRow>): StoredEvent {
  const { kind, actorKind, actorName, data, ...event } = row;
  const { runner, subreddit, conversationId, appealId, username } = event;
  return {
    id: event.id,
    position: event.position,
    event: kind,
    at: event.at,
    actor: { kind: actorKind, ...(actorName === null ? {} : { name: actorName }) },
    level: event.level,
    audience: event.audience,
    message: event.message,
    ...(runner === null ? {} : { runner }),
    ...(subreddit === null ? {} : { subreddit }),
    ...(conversationId === null ? {} : { conversationId }),
    ...(appealId === null ? {} : { appealId }),
    ...(username === null ? {} : { username }),
    ...(data.details === undefined ? {} : { details: data.details }),
    ...(data.error === undefined ? {} : { error: errorFrom(data.error) }),
  };
}

function errorFrom({
  name,
  message,
  stack,
}: NonNullable<z.infer<typeof eventDataSchema>["error"]>) {
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}
