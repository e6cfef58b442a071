import { type Actor, type BotEvent, eventActor, type Operator } from "@appealmod/core";
import { inTransaction, type Orm, storeEvents } from "@appealmod/db";
import {
  countFailedJobs,
  giveUpJob,
  giveUpJobs,
  type JobChange,
  type JobFilter,
  retryJob,
  retryJobs,
} from "@appealmod/jobs";
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
      await emit(orm, actor, {
        ...{ event: "job-retried", details: { key }, at },
        message: `The job ${key} is tried again at once.`,
      });
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
      await emit(orm, actor, {
        ...{ event: "job-given-up", details: { key }, at },
        message: `The job ${key} is tried no more.`,
      });
    return outcome;
  });
}

export interface MatchingJobs {
  readonly filter: JobFilter;
  readonly at: Date;
}

export interface JobsChanged {
  readonly changed: number;
  /** Left alone, as a worker has them: whatever they come to is not for others to say. */
  readonly running: number;
}

/**
 * Has all jobs that match tried at once.
 *
 * @throws NotAllowedError for whoever is no operator
 */
export async function retryMatchingJobs(
  { database }: Installation,
  actor: Actor,
  { filter, at }: MatchingJobs,
): Promise<JobsChanged> {
  requireOperator(actor, "have jobs tried again");
  return inTransaction(database, async (orm, client) => {
    const { running } = await countFailedJobs(client, filter);
    const changed = await retryJobs(client, filter);
    const details = { ...filter, changed, running };
    if (changed > 0)
      await emit(orm, actor, {
        ...{ event: "jobs-retried", details, at },
        message: `${changed} jobs are tried again at once.`,
      });
    return { changed, running };
  });
}

/**
 * Has all jobs that match tried no more, as `giveUpFailingJob` has one.
 *
 * @throws NotAllowedError for whoever is no operator
 */
export async function giveUpMatchingJobs(
  { database }: Installation,
  actor: Actor,
  { filter, at }: MatchingJobs,
): Promise<JobsChanged> {
  requireOperator(actor, "give up jobs");
  return inTransaction(database, async (orm, client) => {
    const { running } = await countFailedJobs(client, filter);
    const changed = await giveUpJobs(client, filter, `Given up by ${nameOf(actor)}.`);
    const details = { ...filter, changed, running };
    if (changed > 0)
      await emit(orm, actor, {
        ...{ event: "jobs-given-up", details, at },
        message: `${changed} jobs are tried no more.`,
      });
    return { changed, running };
  });
}

function nameOf({ username }: Operator): string {
  return username === undefined ? "the command line" : `u/${username}`;
}

async function emit(
  orm: Orm,
  actor: Operator,
  what: Pick<BotEvent, "event" | "message" | "at"> & Required<Pick<BotEvent, "details">>,
): Promise<void> {
  await storeEvents(orm, [
    { ...what, level: "info", audience: "detail", actor: eventActor(actor) },
  ]);
}
