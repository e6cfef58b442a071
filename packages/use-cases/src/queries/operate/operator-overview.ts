import type { Actor } from "@appealmod/core";
import { TooSlowError } from "@appealmod/db";
import type { Installation } from "../../installation.ts";
import { requireOperator } from "../../require-operator.ts";
import { type ServiceFacts, serviceFacts } from "./service-facts.ts";
import { type ExpectedPace, type FoundIssue, serviceIssues, weighed } from "./service-issues.ts";

/** How an installation is, and what is wrong with it, the worst first. */
export interface OperatorOverview {
  readonly asOf: Date;
  readonly issues: readonly FoundIssue[];
  /** `null` where Postgres is too slow to say. */
  readonly facts: ServiceFacts | null;
}

/** @throws NotAllowedError for whoever is no operator */
export async function operatorOverview(
  installation: Installation,
  actor: Actor,
  pace: ExpectedPace,
  now: Date,
): Promise<OperatorOverview> {
  requireOperator(actor, "see how the installation is");
  try {
    const facts = await serviceFacts(installation, now);
    return { asOf: now, issues: serviceIssues(facts, pace), facts };
  } catch (error) {
    if (!(error instanceof TooSlowError)) throw error;
    return { asOf: now, issues: [weighed({ kind: "database-slow" })], facts: null };
  }
}
