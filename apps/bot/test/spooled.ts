import { join } from "node:path";
import { type CollectionName, readSpool, type SpoolRecord } from "@appealmod/archive";
import type { Stage } from "./stage.ts";

/** What a spool holds of a collection: every log event, and of keyed documents those in force. */
export async function spooled(
  stage: Pick<Stage, "dataDir">,
  collection: CollectionName,
): Promise<readonly SpoolRecord["document"][]> {
  const inForce = new Map<string, SpoolRecord>();
  for await (const record of readSpool(join(stage.dataDir, "spool"))) {
    if (record.collection !== collection) continue;
    const name = record.key ?? record.id;
    const former = inForce.get(name);
    if (former === undefined || former.version < record.version) inForce.set(name, record);
  }
  return [...inForce.values()].map(({ document }) => document);
}
