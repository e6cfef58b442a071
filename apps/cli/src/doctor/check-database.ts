import { listSinks } from "@appealmod/db";
import { failingJobs, queueDepth } from "@appealmod/jobs";
import { clockFinding } from "@appealmod/use-cases";
import { type Check, type Finding, ok } from "./finding.ts";

const mostFailing = 20;

/** Postgres, its queue, and what is delivered from it. */
export const checkDatabase: Check = {
  id: "database",
  async run({ installation }) {
    const began = performance.now();
    const { database } = await installation();
    const { rows } = await database.pool.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    const ms = Math.round(performance.now() - began);
    const version = rows[0]?.version ?? "unknown";
    const answers = ok("database", `Postgres ${version} answers, with all migrations (${ms} ms).`);
    return [
      answers,
      await clockFinding(database),
      ...(await queueOf(database)),
      ...(await sinksOf(database)),
    ];
  },
};

type Database = Awaited<ReturnType<Parameters<Check["run"]>[0]["installation"]>>["database"];

async function queueOf({ pool }: Database): Promise<readonly Finding[]> {
  const id = "queue";
  const { ready } = await queueDepth(pool);
  const failing = await failingJobs(pool, mostFailing);
  const depth = ok(id, `${ready} jobs could run now.`);
  if (failing.length === 0) return [depth];
  const many = failing.length === mostFailing ? `${mostFailing} or more` : `${failing.length}`;
  const fix = "pnpm appealmod status names them and why; each is tried again by itself.";
  return [depth, { id, status: "warning", message: `${many} jobs keep failing.`, fix }];
}

async function sinksOf({ orm }: Database): Promise<readonly Finding[]> {
  return (await listSinks(orm)).map(({ name, failingSince, lastError }): Finding => {
    const id = `sink.${name}`;
    if (failingSince === null) return ok(id, `${name} takes what it is sent.`);
    const since = failingSince.toISOString().slice(0, 16).replace("T", " ");
    const message = `${name} has taken nothing since ${since}: ${lastError ?? "no reason is known"}.`;
    return { id, status: "warning", message, fix: "Nothing is lost: it is sent once it answers." };
  });
}
