// Counters of the site's limits and its reads of one row: nothing to check, and nothing to add.
export {
  countInWindow,
  type FormEntry,
  findForm,
  forgetWindows,
  isReplacedLink,
  type ModeratedCommunity,
  type SiteRole,
  type SiteSession,
} from "@appealmod/db";
export { operatorOf, researcherOf } from "./actors-of.ts";
export { applyServedSettings, type ServedSettings } from "./commands/apply-served-settings.ts";
export { askForLostLink } from "./commands/ask-for-lost-link.ts";
export { askForModeratorList } from "./commands/ask-for-moderator-list.ts";
export { assignAccount } from "./commands/assign-account.ts";
export { changeCommunityQuestions } from "./commands/change-community-questions.ts";
export {
  changeCommunitySettings,
  type SettingChanges,
} from "./commands/change-community-settings.ts";
export { changeCommunityTexts } from "./commands/change-community-texts.ts";
export { grantRole, type RoleChange, revokeRole } from "./commands/change-roles.ts";
export { changeTreatmentFraction } from "./commands/change-treatment-fraction.ts";
export { countResearchLook } from "./commands/count-research-look.ts";
export { deleteOldAppeals } from "./commands/delete-old-appeals.ts";
export { type DeleteCopies, finishDeletions } from "./commands/finish-deletions.ts";
export { keepLateAnswers, type LateAnswers } from "./commands/keep-late-answers.ts";
export { leaveCommunity } from "./commands/leave-community.ts";
export { type LockedPlan, lockResearchPlan } from "./commands/lock-research-plan.ts";
export {
  type DemoData,
  InstallationInUseError,
  makeDemoData,
} from "./commands/make-demo-data.ts";
export {
  type Purge,
  type PurgeReceipt,
  purgeRedditor,
  rehearsePurge,
  SeveralAccountsError,
} from "./commands/purge-redditor.ts";
export { recordCommunityFacts } from "./commands/record-community-facts.ts";
export { recordCommunityTrouble } from "./commands/record-community-trouble.ts";
export { repeatPurges } from "./commands/repeat-purges.ts";
export { type NotReplaced, replaceFormLink } from "./commands/replace-form-link.ts";
export {
  type NotRestored,
  restoreCommunityRevision,
} from "./commands/restore-community-revision.ts";
export { type PostedDraft, saveDraft } from "./commands/save-draft.ts";
export { serveCommunities } from "./commands/serve-communities.ts";
export { type SigningIn, signIn } from "./commands/sign-in.ts";
export { signOut, signOutEverywhere } from "./commands/sign-out.ts";
export { type SavedSignUp, signUp } from "./commands/sign-up.ts";
export { type SubmittedForm, submitForm } from "./commands/submit-form.ts";
export { readCommunityDefaults } from "./community-defaults.ts";
export type { Installation } from "./installation.ts";
export {
  type InstallationOptions,
  type OpenInstallation,
  openInstallation,
} from "./open-installation.ts";
export { communityHistory } from "./queries/community-history.ts";
export { communityRevision } from "./queries/community-revision.ts";
export { findSession, type SignedIn } from "./queries/find-session.ts";
export { type InstallationStatus, installationStatus } from "./queries/installation-status.ts";
export { moderatedCommunities } from "./queries/moderated-communities.ts";
export * from "./queries/open-form.ts";
export {
  type ExperimentExport,
  exportExperiment,
} from "./queries/research/archive/export-experiment.ts";
export {
  balanceAlarm,
  type ExperimentHealth,
  experimentHealth,
} from "./queries/research/experiment-health.ts";
export {
  type ExperimentResults,
  experimentResults,
} from "./queries/research/experiment-results.ts";
export { type FractionPreview, fractionPreview } from "./queries/research/fraction-preview.ts";
export type { ResearchFlow, ScreeningFlow } from "./queries/research/research-flow.ts";
export { researchPlans, type ShownPlan } from "./queries/research/research-plans.ts";
export {
  type ArmShare,
  type Comparison,
  type PooledOutcome,
  primaryOutcome,
  type ResearchOutcome,
  researchOutcomes,
  type StratumOfResults,
  type TestOfDifference,
} from "./queries/research/research-results.ts";
export { type ShownTable, shownTableAsCsv } from "./queries/research/shown-table-as-csv.ts";
export type { TimeToDecision } from "./queries/research/time-to-decision.ts";
export { createResearchRecords, type ResearchRecords } from "./queries/research-records.ts";
export { sessionsOf } from "./queries/sessions-of.ts";
export {
  ModeratorListOutdatedError,
  moderatorListHoldsMs,
  NotAllowedError,
} from "./require-permission.ts";
export { createTombstone, type Tombstone } from "./tombstone.ts";
export type { NotKept } from "./why-not-kept.ts";
