import type { AppealFacts } from "./facts.ts";
import { isFromAppellant, isHumanAnswer, isOwn } from "./reading.ts";

/** No person reads a message and answers it within this time. */
const quickMs = 10_000;

/** So many conversations answered within seconds are no coincidence. */
const telling = 3;

/**
 * The accounts, taken for people until now, that answered the appellant within seconds, before any
 * word of ours: because of them nobody is invited.
 */
export function quickAnswerers(
  facts: Pick<AppealFacts, "conversation" | "ownAccounts" | "community">,
): readonly string[] {
  const ourFirst = facts.conversation.messages.findIndex(
    (message) => !message.isPrivate && isOwn(message, facts),
  );
  const messages = facts.conversation.messages.slice(0, ourFirst === -1 ? undefined : ourFirst);
  const names = messages.flatMap((message, index) => {
    if (!isHumanAnswer(message, index, facts)) return [];
    const asked = messages.slice(0, index).findLast((earlier) => isFromAppellant(earlier, facts));
    const isQuick = asked && message.date.getTime() - asked.date.getTime() <= quickMs;
    return isQuick ? [message.author.name] : [];
  });
  return [...new Set(names)];
}

/** The account that has just shown that it answers everybody by itself; `null` for none. */
export function revealedAutoResponder({ quickAnswers }: AppealFacts): string | null {
  for (const [name, count] of quickAnswers) if (count === telling) return name;
  return null;
}
