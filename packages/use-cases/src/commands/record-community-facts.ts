import type { Actor, SubredditFacts } from "@appealmod/core";
import { saveCommunityFacts } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/** Keeps a community's rules and moderators as Reddit showed them. */
export async function recordCommunityFacts(
  { database }: Installation,
  actor: Actor,
  { facts, at }: { readonly facts: SubredditFacts; readonly at: Date },
): Promise<void> {
  requirePermission(actor, "observe", facts.name);
  await saveCommunityFacts(database, facts, at);
}
