import { type Actor, eventActor, type Operator } from "@appealmod/core";
import { inTransaction, type Orm, storeEvents } from "@appealmod/db";
import { giveUpJob, type JobChange, retryJob } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";
import { requireOperator } from "../require-operator.ts";

export interface NamedJob {
  /** Names the job and what it is about; its row's number changes with each failure. */
  readonly key: string;
  readonly at: Date;
}

/**
 * Has a job that failed, or was given up, tried at once.
 *
 * @throws NotAllowedError for whoever is no operator
 */
export async function retryFailingJob(
  { database }: Installation,
  actor: Actor,
  { key, at }: NamedJob,
): Promise<JobChange> {
  requireOperator(actor, "have a job tried again");
  return inTransaction(database, async (orm, client) => {
    const outcome = await retryJob(client, key);
    if (outcome === "changed")
      await emit(orm, actor, "job-retried", `The job ${key} is tried again at once.`, key, at);
    return outcome;
  });
}

/**
 * Has a job that fails tried no more, until somebody says so or something new happens to what it is
 * about.
 *
 * @throws NotAllowedError for whoever is no operator
 */
export async function giveUpFailingJob(
  { database }: Installation,
  actor: Actor,
  { key, at }: NamedJob,
): Promise<JobChange> {
  requireOperator(actor, "give up a job");
  return inTransaction(database, async (orm, client) => {
    const outcome = await giveUpJob(client, key, `Given up by ${nameOf(actor)}.`);
    if (outcome === "changed")
      await emit(orm, actor, "job-given-up", `The job ${key} is tried no more.`, key, at);
    return outcome;
  });
}

function nameOf({ username }: Operator): string {
  return username === undefined ? "the command line" : `u/${username}`;
}

async function emit(
  orm: Orm,
  actor: Operator,
  event: string,
  message: string,
  key: string,
  at: Date,
): Promise<void> {
  await storeEvents(orm, [
    {
      ...{ event, message, at, level: "info", audience: "detail" },
      details: { key },
      actor: eventActor(actor),
    },
  ]);
}
