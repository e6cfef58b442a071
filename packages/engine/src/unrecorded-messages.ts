import {
  type AppealFacts,
  isInviteKey,
  isNameAmong,
  type Message,
  type RedditAction,
  reminderPrefix,
} from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";

/** From a backup to its restoration: what was said in between is in no record of ours. */
export interface RestoredSpan {
  readonly from: Date;
  readonly until: Date;
}

type RecordPorts = Pick<EnginePorts, "restored"> & {
  readonly store: Pick<EnginePorts["store"], "recordedMessages">;
};

type Seen = Pick<AppealFacts, "conversation" | "ownAccounts">;

/** What our accounts wrote of which a backup that was restored knows nothing, the oldest first. */
export async function unrecordedMessages(
  { restored, store }: RecordPorts,
  { conversation, ownAccounts }: Seen,
): Promise<readonly Message[]> {
  if (!restored) return [];
  const ours = conversation.messages.filter(
    ({ author, date }) =>
      isNameAmong(author.name, ownAccounts) && date >= restored.from && date <= restored.until,
  );
  if (ours.length === 0) return [];
  const recorded = await store.recordedMessages(conversation.id);
  return ours.filter(({ id }) => !recorded.has(id));
}

/** Which of them an effect is that would be had again; `undefined` where it was not had yet. */
export function standingFor(
  action: RedditAction,
  unrecorded: readonly Message[],
  { restored, formLinks }: Pick<EnginePorts, "restored" | "formLinks">,
  facts: AppealFacts,
): Message | undefined {
  if (action.kind !== "send" && action.kind !== "note") return undefined;
  // What has come since was said to nobody before.
  const cause = causeOf(action, facts);
  if (cause !== null && restored && cause > restored.until) return undefined;
  const isInvite = isInviteKey(action.key);
  return unrecorded.find(
    (message) =>
      message.isPrivate === (action.kind === "note") &&
      (cause === null || message.date >= cause) &&
      (!isInvite || tokenIn(message, formLinks.formAddress) !== undefined),
  );
}

/** The token of the form link in a message. */
export function tokenIn({ body }: Message, formAddress: string): string | undefined {
  const at = body.indexOf(`${formAddress}/`);
  return at === -1 ? undefined : /^[\w-]{43}/.exec(body.slice(at + formAddress.length + 1))?.[0];
}

/** When what an effect answers took place. */
function causeOf(action: RedditAction, facts: AppealFacts): Date | null {
  const { appeal, conversation, moderatorDecision } = facts;
  if (action.key.startsWith(reminderPrefix)) {
    const answered = action.key.slice(reminderPrefix.length);
    return conversation.messages.find(({ id }) => id === answered)?.date ?? null;
  }
  if (action.kind === "send" && action.text === "final") return appeal?.form?.submittedAt ?? null;
  if (action.kind === "note" && action.note === "answers") return appeal?.form?.submittedAt ?? null;
  if (action.kind === "send" && action.text === "decision")
    return moderatorDecision?.decidedAt ?? null;
  return null;
}

/**
 * Whether people have an appeal already of which we know the invitation at most: our note stands
 * there, and the form that it quotes is lost.
 */
export function isForwardedUnrecorded(
  unrecorded: readonly Message[],
  { appeal, conversation }: Pick<AppealFacts, "appeal" | "conversation">,
): boolean {
  return (
    appeal?.state === "invited" &&
    appeal.form?.submittedAt == null &&
    appeal.conversationId === conversation.id &&
    unrecorded.some(({ isPrivate }) => isPrivate)
  );
}

/** Whether somebody was invited of whom we know no draw: they are in treatment. */
export async function wasInvited(
  ports: RecordPorts & Pick<EnginePorts, "formLinks">,
  seen: Seen,
): Promise<boolean> {
  const { formAddress } = ports.formLinks;
  const unrecorded = await unrecordedMessages(ports, seen);
  return unrecorded.some((message) => tokenIn(message, formAddress) !== undefined);
}
