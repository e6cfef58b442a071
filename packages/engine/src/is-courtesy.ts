import type { RedditAction, SendText } from "@appealmod/core";

/** What is said to the redditor and may be refused because of them: the appeal goes on without it. */
export function isCourtesy(action: RedditAction): boolean {
  const courteous: Readonly<Record<SendText["text"], boolean>> = {
    invite: false,
    reminder: true,
    final: true,
    decision: true,
    question: true,
  };
  return action.kind === "send" && courteous[action.text];
}
