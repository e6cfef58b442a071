import {
  type Action,
  type Appeal,
  assertNever,
  type BotEvent,
  type CloseAppeal,
  type Conversation,
  type DecisionEnd,
  type EventAudience,
  type LeaveNote,
  type ModeratorDecision,
  type RedditAction,
  type SendText,
} from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";
import { isCourtesy } from "./is-courtesy.ts";
import { mostVainTries } from "./reconcile.ts";
import type { Refusal } from "./step.ts";

type Wording = Pick<BotEvent, "event" | "message" | "audience">;

/** Where an event happened. */
export interface EventPlace {
  readonly conversation: Pick<Conversation, "id" | "subreddit" | "appellant">;
  readonly appeal: Appeal | null;
}

/** That an action was carried out, or in a dry run that it would have been. */
export function actionEvent(ports: EnginePorts, place: EventPlace, action: Action): BotEvent {
  const words = wording(action);
  return conversationEvent(ports, place, {
    ...(ports.isDryRun
      ? {
          event: `would-${words.event}`,
          audience: "step",
          message: `Dry run, not done: ${words.message}`,
        }
      : words),
    details: { key: action.key },
  });
}

/** What Reddit refused for good, and what that means for the appeal. */
export function refusalEvent(
  ports: EnginePorts,
  place: EventPlace,
  { action, error }: Refusal,
): BotEvent {
  const isMissed = !isCourtesy(action);
  return conversationEvent(ports, place, {
    event: isMissed ? "action-given-up" : "reply-skipped",
    level: "warn",
    audience: isMissed ? "alert" : "step",
    message: isMissed
      ? `Reddit refuses "${action.key}" for good, and it is not tried again. Look at the conversation: ${error.message}`
      : `Reddit takes no reply to this redditor, who may be muted; the appeal went on without it: ${error.message}`,
    details: { key: action.key },
  });
}

/** That an effect may have been carried out several times without being recognised. */
export function givenUpEvent(
  ports: EnginePorts,
  place: EventPlace,
  action: RedditAction,
): BotEvent {
  return conversationEvent(ports, place, {
    event: "action-given-up",
    level: "error",
    audience: "alert",
    message: `"${action.key}" was tried ${mostVainTries} times and never recognised in the conversation. It is not tried again. Check with \`pnpm appealmod check-reddit\` that reddit_username names the account that the bot logs in with.`,
    details: { key: action.key },
  });
}

/** What became of what a moderator decided on the site. The bot acted in their name. */
export function decisionEvent(
  ports: Pick<EnginePorts, "clock">,
  place: EventPlace,
  { id, state, trouble }: DecisionEnd,
  decision: ModeratorDecision | null,
): BotEvent {
  const by = decision === null ? "a moderator" : `u/${decision.decidedBy}`;
  const isDone = state === "done";
  const suffix = trouble === null ? "" : ` ${trouble}`;
  return conversationEvent(ports, place, {
    event: isDone ? "decision-carried-out" : "decision-refused",
    level: isDone ? "info" : "warn",
    audience: "milestone",
    message: isDone
      ? `What ${by} decided is carried out.${suffix}`
      : `What ${by} decided is not carried out.${suffix}`,
    ...(decision === null ? {} : { actor: { kind: "moderator", name: decision.decidedBy } }),
    details: { decisionId: id, ...(decision === null ? {} : { kind: decision.kind }) },
  });
}

/** An event of one conversation with all that helps to find it. */
export function conversationEvent(
  { clock }: Pick<EnginePorts, "clock">,
  { conversation, appeal }: EventPlace,
  event: Wording & Partial<Pick<BotEvent, "level" | "details" | "error" | "actor">>,
): BotEvent {
  const username = appeal?.username ?? conversation.appellant?.name;
  return {
    level: "info",
    at: clock.now(),
    subreddit: conversation.subreddit,
    conversationId: conversation.id,
    ...(username === undefined ? {} : { username }),
    ...(appeal ? { appealId: appeal.id } : {}),
    ...event,
  };
}

function wording(action: Action): Wording {
  switch (action.kind) {
    case "draw-group":
      return step("group-drawn", `Drawn into ${action.group}.`, "detail");
    case "open-appeal":
      return step("appeal-opened", `A ban is contested; the redditor is in ${action.group}.`);
    case "link-conversation":
      return step("conversation-linked", "A second conversation about the same ban was linked.");
    case "mark-involved":
      return step("moderator-involved", "A moderator has taken it up; the bot keeps silent here.");
    case "close-appeal":
      return step("appeal-closed", `The appeal is over: ${outcomeOf(action)}.`, "milestone");
    case "send":
      return sent[action.text];
    case "note":
      return left[action.note];
    case "archive":
      return step("archived", "The conversation was archived.");
    case "begin-decision":
      return step("decision-begun", "What a moderator decided is being carried out.");
    case "settle-decision":
      return step("decision-refused", "What a moderator decided is not carried out.");
    case "note-answer":
      return step("question-answered", "The redditor answered what was asked.", "milestone");
    case "unban":
      return step("ban-lifted", "The ban was lifted, as a moderator decided.", "milestone");
    case "unarchive":
      return step("forwarded", "The appeal is back with the moderators.", "milestone");
    default:
      return assertNever(action);
  }
}

const sent: Readonly<Record<SendText["text"], Wording>> = {
  invite: step("invite-sent", "The redditor was invited to fill in the form.", "milestone"),
  reminder: step("reminder-sent", "The redditor was reminded of the form."),
  final: step("final-sent", "The redditor was told that the answers have arrived."),
  question: step("question-sent", "The redditor was asked what a moderator wants to know."),
  decision: step("decision-sent", "The redditor was told what was decided."),
};

const left: Readonly<Record<LeaveNote["note"], Wording>> = {
  answers: step("answers-note-left", "The answers were left as a private note."),
  pointer: step("pointer-note-left", "A note points to the conversation with the answers."),
  "no-reason": step("no-reason-note-left", "A note says that the ban carries no reason."),
  "auto-responder": step(
    "auto-responder-found",
    "An account answers everybody here within seconds and is taken for a person, so nobody is invited. The note in this conversation names it; `pnpm appealmod community <name> set autoResponders=<account>` tells the bot that it is none.",
    "alert",
  ),
  decision: step("decision-note-left", "A note names who decided, what and why."),
  probation: step("probation-over", "A note says that the probation is over.", "milestone"),
};

function step(event: string, message: string, audience: EventAudience = "step"): Wording {
  return { event, message, audience };
}

function outcomeOf({ outcome, lift }: CloseAppeal): string {
  return lift?.by ? `${outcome} by u/${lift.by}` : outcome;
}
