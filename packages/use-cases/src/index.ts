// Counters of the site's limits and its reads of one row: nothing to check, and nothing to add.
export {
  countInWindow,
  type FormEntry,
  findForm,
  forgetWindows,
  isReplacedLink,
} from "@appealmod/db";
export { applyServedSettings, type ServedSettings } from "./commands/apply-served-settings.ts";
export { askForLostLink } from "./commands/ask-for-lost-link.ts";
export { askRedditor, type QuestionRefusal } from "./commands/ask-redditor.ts";
export { assignAccount } from "./commands/assign-account.ts";
export { changeCommunityQuestions } from "./commands/change-community-questions.ts";
export {
  changeCommunitySettings,
  type SettingChanges,
} from "./commands/change-community-settings.ts";
export { changeCommunityTexts } from "./commands/change-community-texts.ts";
export {
  type DecisionRefusal,
  type DecisionResult,
  decideOnAppeal,
  type NewDecision,
} from "./commands/decide-on-appeal.ts";
export { keepLateAnswers, type LateAnswers } from "./commands/keep-late-answers.ts";
export { leaveCommunity } from "./commands/leave-community.ts";
export { recordCommunityFacts } from "./commands/record-community-facts.ts";
export { recordCommunityTrouble } from "./commands/record-community-trouble.ts";
export { recordModeratorList } from "./commands/record-moderator-list.ts";
export { type NotReplaced, replaceFormLink } from "./commands/replace-form-link.ts";
export {
  type NotRestored,
  restoreCommunityRevision,
} from "./commands/restore-community-revision.ts";
export { type PostedDraft, saveDraft } from "./commands/save-draft.ts";
export { secondDecision } from "./commands/second-decision.ts";
export { serveCommunities } from "./commands/serve-communities.ts";
export { type SavedSignUp, signUp } from "./commands/sign-up.ts";
export { type SubmittedForm, submitForm } from "./commands/submit-form.ts";
export { takeBackDecision } from "./commands/take-back-decision.ts";
export { readCommunityDefaults } from "./community-defaults.ts";
export type { Installation } from "./installation.ts";
export {
  type InstallationOptions,
  type OpenInstallation,
  openInstallation,
} from "./open-installation.ts";
export { communityHistory } from "./queries/community-history.ts";
export { communityRevision } from "./queries/community-revision.ts";
export { type InstallationStatus, installationStatus } from "./queries/installation-status.ts";
export * from "./queries/open-form.ts";
export { createResearchRecords, type ResearchRecords } from "./queries/research-records.ts";
export {
  ModeratorListOutdatedError,
  moderatorListHoldsMs,
  NotAllowedError,
} from "./require-permission.ts";
export type { NotKept } from "./why-not-kept.ts";
