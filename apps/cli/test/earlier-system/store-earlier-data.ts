import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "@appealmod/db";
import { MongoClient } from "mongodb";
import { type EarlierData, formColumns } from "./earlier-data.ts";

/** FerretDB v1 hangs on more. */
const documentsAtOnce = 40;

export async function storeInMongo(url: string, { collections }: EarlierData): Promise<void> {
  const client = new MongoClient(url);
  try {
    for (const [name, documents] of Object.entries(collections))
      for (let from = 0; from < documents.length; from += documentsAtOnce)
        await client
          .db()
          .collection(name)
          .insertMany(documents.slice(from, from + documentsAtOnce).map((one) => ({ ...one })));
  } finally {
    await client.close();
  }
}

const signUpColumns = ["name", "email", "reddit_username", "subreddit_url", "created_at"] as const;
const columnsOfForms = ["reddit_username", "subreddit", ...formColumns, "created_at", "updated_at"];

function formValues(data: EarlierData) {
  return data.forms.map(({ answers, reddit_username, subreddit, created_at, updated_at }) => [
    reddit_username,
    subreddit,
    ...answers,
    created_at,
    updated_at,
  ]);
}

function signUpValues(data: EarlierData) {
  return data.signUps.map((row) => signUpColumns.map((column) => row[column]));
}

function statements(id: string, time: string): readonly string[] {
  const text = (columns: readonly string[]) =>
    columns.map((column) => `${column} ${column.endsWith("_at") ? time : "text"}`).join(", ");
  return [
    `create table main_sign_up_data (id ${id}, ${text(signUpColumns)})`,
    `create table main_ban_appeal_data (id ${id}, ${text(columnsOfForms)})`,
  ];
}

/** As Django writes times into SQLite: UTC, without a zone. */
function sqliteValue(value: string | null | Date): string | null {
  return value instanceof Date ? value.toISOString().replace("T", " ").replace("Z", "000") : value;
}

export function storeInSqlite(path: string, data: EarlierData): void {
  const database = new DatabaseSync(path);
  for (const statement of statements("integer primary key autoincrement", "datetime"))
    database.exec(statement);
  database.exec("begin");
  for (const [table, columns, rows] of [
    ["main_sign_up_data", signUpColumns, signUpValues(data)],
    ["main_ban_appeal_data", columnsOfForms, formValues(data)],
  ] as const) {
    const places = columns.map(() => "?").join(", ");
    const insert = database.prepare(
      `insert into ${table} (${columns.join(", ")}) values (${places})`,
    );
    for (const row of rows) insert.run(...row.map(sqliteValue));
  }
  database.exec("commit");
  database.close();
}

export async function storeInPostgres(url: string, data: EarlierData): Promise<void> {
  const { pool, close } = openDatabase({ url, poolSize: 1 });
  for (const statement of statements("bigserial primary key", "timestamptz"))
    await pool.query(statement);
  for (const [table, columns, rows] of [
    ["main_sign_up_data", signUpColumns, signUpValues(data)],
    ["main_ban_appeal_data", columnsOfForms, formValues(data)],
  ] as const) {
    const places = columns.map((_, index) => `$${index + 1}`).join(", ");
    for (const row of rows)
      await pool.query(`insert into ${table} (${columns.join(", ")}) values (${places})`, [...row]);
  }
  await close();
}
