import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { openDatabase } from "@appealmod/db";
import { z } from "zod";
import { CommandFailed } from "../../failures.ts";
import type { RawRow, RowSource } from "./raw-row.ts";

const rowsAtOnce = 1000;
const rowSchema = z.looseObject({ id: z.union([z.string(), z.number(), z.bigint()]) });

/**
 * The tables of the earlier system's site: in Postgres, or in the SQLite file that Django makes.
 * Both are opened for reading only.
 *
 * @param address `postgres://…`, or the path of a file
 * @throws CommandFailed
 */
export async function openEarlierDjango(address: string, currentDir: string): Promise<RowSource> {
  return /^postgres(?:ql)?:\/\//.test(address)
    ? openPostgres(address)
    : openSqlite(resolve(currentDir, address.replace(/^sqlite:(?:\/\/)?/, "")));
}

function openPostgres(url: string): RowSource {
  const { pool, close } = openDatabase({ url, poolSize: 1 });
  return {
    async *rows(table) {
      const client = await pool.connect();
      try {
        await client.query("begin transaction isolation level repeatable read read only");
        let after = "-1";
        while (true) {
          const { rows } = await client.query(
            `select * from ${table} where id > $1 order by id limit ${rowsAtOnce}`,
            [after],
          );
          for (const row of rows) yield rawRow(row);
          if (rows.length < rowsAtOnce) break;
          after = rawRow(rows.at(-1)).key;
        }
      } catch (error) {
        throw unreadable(table, error);
      } finally {
        await client.query("rollback").catch(() => {});
        client.release();
      }
    },
    close,
  };
}

async function openSqlite(path: string): Promise<RowSource> {
  if (!existsSync(path)) throw new CommandFailed(`There is no file ${path} (--django).`);
  const { DatabaseSync } = await import("node:sqlite").catch(() => {
    throw new CommandFailed("To read SQLite takes Node 22.5 or later.");
  });
  const database = new DatabaseSync(path, { readOnly: true });
  return {
    async *rows(table) {
      try {
        for (const row of database.prepare(`select * from ${table} order by id`).iterate())
          yield rawRow(row);
      } catch (error) {
        throw unreadable(table, error);
      }
    },
    async close() {
      database.close();
    },
  };
}

function rawRow(row: unknown): RawRow {
  const { id, ...content } = rowSchema.parse(row);
  return { key: String(id), content };
}

function unreadable(table: string, error: unknown): CommandFailed {
  const why = error instanceof Error ? error.message : String(error);
  return new CommandFailed(
    `The table ${table} of the earlier site (--django) cannot be read: ${why}.`,
  );
}
