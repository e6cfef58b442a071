import {
  type Appeal,
  actionKey,
  assertNever,
  type Ban,
  type CommunityPolicy,
  type Conversation,
  cutoffDate,
  decisionNote,
  type EarlierAppeal,
  escapeMarkdown,
  fillMarkdown,
  type LeaveNote,
  languageTagSchema,
  type ModeratorDecision,
  minutesFor,
  type Placeholder,
  privateNoteParts,
  type RedditorQuestion,
  type SendText,
  type TextName,
} from "@appealmod/core";

type Values = Readonly<Partial<Record<Placeholder, string>>>;

/** What the words of a message depend on. */
export interface MessageContext {
  readonly policy: CommunityPolicy;
  readonly conversation: Conversation;
  readonly appeal: Appeal | null;
  readonly ban: Ban;
  readonly earlierAppeals: readonly EarlierAppeal[];
  /** What moderators decided; `null` where nothing is under way. */
  readonly decision: ModeratorDecision | null;
  /** What moderators asked; `null` for nothing. */
  readonly question: RedditorQuestion | null;
  /** An account of which the message tells; `null` where the text tells of none. */
  readonly account: string | null;
  /** Address of the appeal's form; empty where the text has no use for one. */
  readonly formAddress: string;
}

type Message = SendText | LeaveNote;

/** The words of a message to the appellant or of a private note, as they go to Reddit. */
export function writeMessage(action: Message, context: MessageContext): string {
  const { policy, appeal, ban, earlierAppeals } = context;
  if (action.kind === "note" && action.note === "answers") {
    const parts = appeal ? answersNoteParts(policy, appeal, earlierAppeals, ban) : [];
    const part = parts[action.part - 1];
    if (part === undefined)
      throw new Error(
        `part ${action.part} of the note was to be left, but there are ${parts.length}`,
      );
    return part;
  }
  const name = textName(action);
  return name === null
    ? moderatorsWords(action, context)
    : fillMarkdown(policy.texts[name], placeholderValues(context));
}

/** What moderators wrote is plain text, and stands there as it was typed. */
function moderatorsWords(action: Message, { decision, question, policy }: MessageContext): string {
  if (action.kind === "send" && action.text === "question")
    return escapeMarkdown(question?.body ?? "");
  if (decision === null) throw new Error(`"${action.key}" was decided by nobody`);
  return action.kind === "send"
    ? escapeMarkdown(decision.reply ?? "")
    : decisionNote(decision, policy.settings.language);
}

/** `null` for what moderators decided, which no text of the community says. */
function textName(action: Message): TextName | null {
  switch (action.kind) {
    case "note":
      return noteTexts[action.note];
    case "send": {
      if (action.text === "decision" || action.text === "question") return null;
      const isRepeated = action.text === "invite" && action.key !== actionKey.invite;
      return isRepeated ? "repeated_invite" : action.text;
    }
    default:
      return assertNever(action);
  }
}

const noteTexts = {
  answers: "answers_note",
  "no-reason": "no_reason_note",
  pointer: "pointer_note",
  "auto-responder": "auto_responder_note",
  decision: null,
  probation: null,
} as const satisfies Record<LeaveNote["note"], TextName | null>;

function placeholderValues(context: MessageContext): Values {
  const { policy, conversation, appeal, account, formAddress } = context;
  return {
    subreddit: conversation.subreddit,
    username: appeal?.username ?? conversation.appellant?.name ?? "[deleted]",
    form_link: formAddress,
    account: account ?? "",
    cutoff_days: String(policy.settings.updateCutoffDays),
    minutes: String(minutesFor(policy.questions)),
    open_until: appeal ? openUntil(appeal, policy) : "",
    conversation_link: appeal ? conversationAddress(appeal.conversationId) : "",
  };
}

/**
 * Until when a form is open at least: its redditor's next message moves the date. It counts from the
 * day on which the appeal was opened, so that the same words are written again after a crash.
 */
function openUntil({ openedAt }: Appeal, { settings }: CommunityPolicy): string {
  const { language } = settings;
  const format = new Intl.DateTimeFormat(
    languageTagSchema.safeParse(language).success ? language : "en",
    { dateStyle: "long", timeZone: "UTC" },
  );
  return format.format(cutoffDate(openedAt, settings));
}

/** Where moderators find a conversation. */
export function conversationAddress(conversationId: string): string {
  return `https://mod.reddit.com/mail/perma/${conversationId}`;
}

/** The private note with the answers, in its parts. */
export function answersNoteParts(
  policy: CommunityPolicy,
  appeal: Appeal,
  earlierAppeals: readonly EarlierAppeal[],
  ban: Ban,
): readonly string[] {
  if (!appeal.form) return [];
  const heading = fillMarkdown(policy.texts.answers_note, {
    subreddit: appeal.subreddit,
    username: appeal.username,
    cutoff_days: String(policy.settings.updateCutoffDays),
  });
  return privateNoteParts(appeal.form, {
    heading,
    language: policy.settings.language,
    earlierAppeals,
    ban,
  });
}
