import type { Actor } from "@appealmod/core";
import {
  type KnownCommunity,
  listKnownCommunities,
  listRoleGrants,
  listSignUps,
  type PersonSignedIn,
  peopleSignedIn,
  type RoleGrant,
  readWithin,
  type StoredSignUp,
} from "@appealmod/db";
import { countFailedJobs, type FailingJob, failedJobs, type JobFilter } from "@appealmod/jobs";

export type { KnownCommunity } from "@appealmod/db";

import type { Installation } from "../../installation.ts";
import { requireOperator } from "../../require-operator.ts";

const mostSignUps = 200;
const mostPeople = 500;
const mostJobs = 50;
/** Longer than this nobody waits for a page. */
const statementMs = 3_000;

/** Sign-ups, those that wait first, and of each the newest first. @throws NotAllowedError */
export async function signUpsOf(
  { database }: Installation,
  actor: Actor,
): Promise<readonly StoredSignUp[]> {
  requireOperator(actor, "read sign-ups");
  const all = await listSignUps(database, mostSignUps);
  return all.toSorted(
    (one, other) => Number(one.answeredAt !== null) - Number(other.answeredAt !== null),
  );
}

/** Who was given which role, by name. @throws NotAllowedError */
export async function roleGrantsOf(
  { database }: Installation,
  actor: Actor,
): Promise<readonly RoleGrant[]> {
  requireOperator(actor, "see who has a role");
  return listRoleGrants(database);
}

/** Who is signed in on the site, whoever used it last first. @throws NotAllowedError */
export async function peopleSignedInOf(
  { database }: Installation,
  actor: Actor,
  at: Date,
): Promise<readonly PersonSignedIn[]> {
  requireOperator(actor, "see who is signed in");
  return peopleSignedIn(database, at, mostPeople);
}

export interface JobsFound {
  readonly count: number;
  /** Of these a worker has so many just now: they are left alone. */
  readonly running: number;
  /** The first of them. */
  readonly jobs: readonly FailingJob[];
}

/** Jobs that failed and match. @throws NotAllowedError, TooSlowError */
export async function jobsThatMatch(
  { database }: Installation,
  actor: Actor,
  filter: JobFilter,
): Promise<JobsFound> {
  requireOperator(actor, "look for jobs");
  return readWithin(database, statementMs, async (_orm, client) => ({
    ...(await countFailedJobs(client, filter)),
    jobs: await failedJobs(client, filter, mostJobs),
  }));
}

/** Every community that anything is known of, by name. @throws NotAllowedError */
export async function communitiesOf(
  { database }: Installation,
  actor: Actor,
): Promise<readonly KnownCommunity[]> {
  requireOperator(actor, "see all communities");
  return listKnownCommunities(database);
}
