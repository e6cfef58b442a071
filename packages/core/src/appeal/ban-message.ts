import { cleanText } from "../questions/answers.ts";
import { showsNothingOnReddit } from "../texts/visible-characters.ts";
import type { Message } from "./conversation.ts";
import type { AppealFacts } from "./facts.ts";
import { beganWithBanNotice } from "./reading.ts";

/**
 * More than moderators can write into a ban's message (`ban.error-TOO_LONG-ban_message.2021`
 * names 1,000 characters; later forms take more).
 */
const longestReason = 4000;

/** By how much the clocks behind Reddit's list of bans and behind its messages may differ. */
const clockToleranceMs = 60_000;

/**
 * The reason that the redditor was told in Reddit's own notice of a ban: the moderators' words
 * for them, as plain text. `null` where the conversation does not begin with the notice of this
 * ban, shows only its newest message, or the notice carries no reason. The ban's note is never
 * in it: that is the moderators' own.
 *
 * @param bannedAt the ban that is contested: a notice from before it was about an earlier one;
 *   `null` where Reddit did not tell the date
 */
export function banMessage(
  facts: Pick<AppealFacts, "conversation" | "ownAccounts">,
  bannedAt: Date | null,
): string | null {
  const { isComplete, messages } = facts.conversation;
  const [notice] = messages;
  if (!isComplete || notice === undefined || !beganWithBanNotice(facts)) return null;
  // Only moderators see a private note.
  if (notice.isPrivate) return null;
  if (bannedAt && notice.date.getTime() < bannedAt.getTime() - clockToleranceMs) return null;
  return reasonInNotice(notice);
}

/**
 * The quoted block of a ban notice, which is all that moderators have a say in: in it Reddit puts
 * their words, each line marked (`inbox.messages.2017-temporary-ban-notice`,
 * `inbox.messages.2025-05-ban-notices`), in whatever language the rest is. The marks are gone,
 * the lines are kept, and a text beyond all measure is cut. `null` where no word is quoted, or nothing that Reddit shows.
 */
export function reasonInNotice({ body }: Pick<Message, "body">): string | null {
  const quoted = body.split(/\r\n?|\n/).map((line) => withoutQuoteMarks(line) ?? "");
  const reason = cleanText(
    quoted
      .map((line) => line.trimEnd())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n"),
  );
  if (showsNothingOnReddit(reason)) return null;
  const characters = [...reason];
  if (characters.length <= longestReason) return reason;
  return `${characters
    .slice(0, longestReason - 1)
    .join("")
    .trimEnd()}…`;
}

// A mark with an exclamation mark hides a spoiler and quotes nothing.
const quoteMarks = /^\s{0,3}(?:>|&gt;)(?:\s*(?:>|&gt;)(?!!))*\s?/;

/** A line of a quoted block without its marks; `null` for any other line. */
function withoutQuoteMarks(line: string): string | null {
  const marks = quoteMarks.exec(line);
  return marks && line.slice(marks[0].length);
}
