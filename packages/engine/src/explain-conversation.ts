import {
  type AppealFacts,
  type BanRegister,
  type Decision,
  decideAppeal,
  type RedditGateway,
} from "@appealmod/core";
import { readOnlyBanLookup } from "./bans/ban-lookup.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { loadFacts } from "./load-facts.ts";
import { readWhole } from "./observation.ts";

/** What an explanation asks. All of it only reads. */
export type ExplanationPorts = Pick<
  EnginePorts,
  "communities" | "clock" | "otherAccounts" | "formLinks" | "restored"
> & {
  readonly reddit: Pick<RedditGateway, "username" | "readConversation" | "findBan">;
  readonly store: Pick<EnginePorts["store"], "findRecords" | "recordedMessages">;
  readonly register: Pick<BanRegister, "recordsOf">;
};

/** What the bot would decide about a conversation as it stands, and what it would know of it. */
export interface ConversationExplanation {
  readonly facts: AppealFacts;
  /** Which rule applies, and what it has not seen done yet. */
  readonly decision: Decision;
}

/**
 * Takes the way of `processConversation` up to the decision, and carries nothing out. Nothing is
 * claimed, no event is written and no group is drawn: a redditor without one is taken for treated
 * wherever the community treats anybody. Costs two requests, and one less where no ban is looked up.
 *
 * @returns `null` when Reddit knows the conversation no more
 * @throws RedditError when Reddit refused or could not be reached
 */
export async function explainConversation(
  ports: ExplanationPorts,
  conversationId: string,
): Promise<ConversationExplanation | null> {
  const observation = await readWhole(ports, conversationId);
  if (observation === null) return null;
  const { facts } = await loadFacts(
    {
      ...ports,
      bans: readOnlyBanLookup(ports),
      store: {
        findRecords: (query) => ports.store.findRecords(query),
        recordedMessages: (id) => ports.store.recordedMessages(id),
        noteQuickAnswer: async () => 0,
      },
      mayDecide: async () => true,
      draw: () => 0,
    },
    observation,
  );
  return { facts, decision: decideAppeal(facts) };
}
