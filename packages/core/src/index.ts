export * from "./actors/actor.ts";
export * from "./actors/community-permission.ts";
export * from "./appeal/action.ts";
export * from "./appeal/appeal.ts";
export * from "./appeal/ban.ts";
export { banMessage } from "./appeal/ban-message.ts";
export * from "./appeal/conversation.ts";
export * from "./appeal/conversation-json.ts";
export * from "./appeal/cutoff.ts";
export * from "./appeal/decision.ts";
export * from "./appeal/due.ts";
export * from "./appeal/evolve.ts";
export * from "./appeal/facts.ts";
export * from "./appeal/form-submission.ts";
export * from "./appeal/moderator-decision.ts";
export * from "./appeal/next-check.ts";
export * from "./appeal/policy.ts";
export * from "./appeal/private-note.ts";
export { quickAnswerers, revealedAutoResponder } from "./appeal/quick-answers.ts";
export {
  isFromAppellant,
  isRobot,
  lastFromAppellant,
  lastPublicMessage,
} from "./appeal/reading.ts";
export { lastChange } from "./appeal/staleness.ts";
export { assertNever } from "./assert-never.ts";
export * from "./bans/ban-record.ts";
export * from "./community/community-configuration.ts";
export * from "./community/community-settings.ts";
export * from "./community/moderator-standing.ts";
export * from "./events/bot-event.ts";
export * from "./events/decided-event.ts";
export * from "./events/event-actor.ts";
export * from "./events/research-records.ts";
export * from "./events/stored-event.ts";
export * from "./experiment/assign-group.ts";
export * from "./experiment/research-plan.ts";
export * from "./names.ts";
export * from "./ports.ts";
export * from "./questions/answer-version.ts";
export * from "./questions/answers.ts";
export * from "./questions/choose-other-answer.ts";
export * from "./questions/draft-limit.ts";
export * from "./questions/late-answers.ts";
export * from "./questions/merge-draft.ts";
export * from "./questions/question-set.ts";
export { Snooze } from "./snooze.ts";
export { storedDateSchema } from "./stored/stored-date.ts";
export * from "./stored/unreadable-row-error.ts";
export { boldMarkdown } from "./texts/bold-markdown.ts";
export * from "./texts/comparable-text.ts";
export { escapeMarkdown } from "./texts/escape-markdown.ts";
export { fillMarkdown } from "./texts/fill-markdown.ts";
export * from "./texts/localized-text.ts";
export { quoteMarkdown } from "./texts/quote-markdown.ts";
export * from "./texts/text-set.ts";
export * from "./texts/visible-characters.ts";
