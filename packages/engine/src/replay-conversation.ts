import { type AppealFacts, type Decision, decideAppeal, notBanned } from "@appealmod/core";
import type { BanLookup } from "./bans/ban-lookup.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { loadFacts } from "./load-facts.ts";
import { readWhole } from "./observation.ts";

export interface Replayed {
  readonly facts: AppealFacts;
  readonly decision: Decision;
}

/**
 * Decides about a conversation as a job would at this moment, and does nothing of it: Reddit is read,
 * and neither it nor what we keep is changed. Bans are asked for, whatever the register says.
 *
 * @returns `null` for a conversation that Reddit does not know
 */
export async function replayConversation(
  ports: Pick<EnginePorts, "reddit" | "communities" | "clock" | "formLinks" | "otherAccounts"> &
    Pick<EnginePorts, "store" | "restored">,
  conversationId: string,
): Promise<Replayed | null> {
  const { reddit, store } = ports;
  const askBan: BanLookup["askBan"] = async (subreddit, { name }) =>
    (await reddit.findBan(subreddit, name)) ?? notBanned;
  const reading: EnginePorts = {
    ...ports,
    // Whoever answers within seconds is counted by the jobs alone.
    store: { ...store, noteQuickAnswer: async () => 0 },
    bans: {
      askBan,
      findBan: askBan,
      noteLifted: async () => {},
      findLift: async () => null,
      hasEnded: async () => false,
    },
    events: { record: () => {} },
    draw: () => 0,
    mayDecide: async () => true,
    isDryRun: true,
  };
  const observation = await readWhole(reading, conversationId);
  if (observation === null) return null;
  const { facts } = await loadFacts(reading, observation);
  return { facts, decision: decideAppeal(facts) };
}
