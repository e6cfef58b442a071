export * from "./backup/backed-up-table.ts";
export * from "./backup/copy-in.ts";
export * from "./backup/copy-out.ts";
export { DatabaseSetupError } from "./database-setup-error.ts";
export { DatabaseUnreachableError, isConnectionFailure } from "./database-unreachable-error.ts";
export { inTransaction } from "./in-transaction.ts";
export { migrateDatabase } from "./migrate-database.ts";
export { type Database, type DatabaseOptions, type Orm, openDatabase } from "./open-database.ts";
export { prepareDatabase } from "./prepare-database.ts";
export { readWithin, TooSlowError } from "./read-within.ts";
export * from "./repositories/account-checks.ts";
export * from "./repositories/appeal-claims.ts";
export {
  type AppealCount,
  accountsThatListened,
  countAppealsOfCommunity,
  countOpenAppeals,
  type ListingMark,
  listingMarks,
} from "./repositories/appeal-counts.ts";
export * from "./repositories/appeal-details.ts";
export { type ExportedAppeal, exportAppeals, exportColumns } from "./repositories/appeal-export.ts";
export { type AppealFilter, type ListedAppeal, listAppeals } from "./repositories/appeal-list.ts";
export * from "./repositories/appeal-queue.ts";
export * from "./repositories/appeal-review.ts";
export { createAppealStore } from "./repositories/appeal-store.ts";
export * from "./repositories/appeal-timeline.ts";
export * from "./repositories/appeal-views.ts";
export { bansOf, createBanRegister } from "./repositories/ban-register.ts";
export { bringChecksForward } from "./repositories/bring-checks-forward.ts";
export * from "./repositories/communities.ts";
export * from "./repositories/community-dry-runs.ts";
export * from "./repositories/community-hooks.ts";
export * from "./repositories/community-moderators.ts";
export {
  type CommunityRecord,
  findCommunity,
  listCommunities,
  lockCommunity,
} from "./repositories/community-record.ts";
export {
  type CommunityRevision,
  type FullCommunityRevision,
  findRevision,
  listRevisions,
  storeRevision,
} from "./repositories/community-revisions.ts";
export { type CommunityDefaults, createCommunitySource } from "./repositories/community-source.ts";
export * from "./repositories/decision-drafts.ts";
export * from "./repositories/deletions.ts";
export {
  lastPosition,
  numberEvents,
  type ReadEvents,
  readEvents,
  storeEvents,
  type TimelineEvent,
  timelineOf,
  type UnreadableEvent,
} from "./repositories/events.ts";
export { forgetConversations } from "./repositories/forget-conversations.ts";
export {
  type FormConversation,
  type FormEntry,
  findForm,
  type LockedForm,
  lockForm,
  storeDraft,
  storeLateAnswers,
  storeSentForm,
} from "./repositories/forms.ts";
export * from "./repositories/import-appeals.ts";
export * from "./repositories/import-rows.ts";
export { type LateForm, lateForms, noteLateFormReported } from "./repositories/late-forms.ts";
export {
  lockOpenInvitation,
  noteLinkAsked,
  type OpenInvitation,
} from "./repositories/lost-links.ts";
export {
  appealOfDecision,
  lockReviewedAppeal,
  type ReviewedAppeal,
  type ReviewedDecision,
  storeDecision,
  storeSecond,
  storeTakenBack,
} from "./repositories/moderator-decisions.ts";
export * from "./repositories/moderator-notes.ts";
export * from "./repositories/personal-data.ts";
export * from "./repositories/probations.ts";
export * from "./repositories/question-drafts.ts";
export { keepQuestionSet } from "./repositories/question-sets.ts";
export {
  deleteRates,
  leastRates,
  type RateSample,
  rateSpanMs,
  storeRate,
} from "./repositories/rate-samples.ts";
export { countInWindow, forgetWindows } from "./repositories/rate-windows.ts";
export * from "./repositories/redditor-history.ts";
export { storeQuestion } from "./repositories/redditor-questions.ts";
export {
  isReplacedLink,
  type LockedLink,
  lockLink,
  revokeLinks,
  storeReplacedLink,
} from "./repositories/replace-link.ts";
export {
  blindResearchPlan,
  type ResearchBlinding,
  researchBlinding,
  unlockResearchArms,
} from "./repositories/research-blindings.ts";
export {
  countsOfCommunity,
  type ExperimentCounts,
  experimentCounts,
  hasMoreRowsThan,
} from "./repositories/research-counts.ts";
export {
  type DemoDataOptions,
  demoCommunities,
  demoEffect,
  demoTruth,
  insertDemoData,
} from "./repositories/research-demo-data.ts";
export type { FormStep } from "./repositories/research-form-steps.ts";
export {
  type AppealToLabel,
  appealsToLabel,
  type CoderAgreement,
  type LabelledAppeals,
  storeToxicityLabels,
  type ToxicityLabel,
} from "./repositories/research-labels.ts";
export { type MessagesSpent, messagesSpentQuery } from "./repositories/research-messages.ts";
export { participantsQuery } from "./repositories/research-participants.ts";
export {
  countResearchLooks,
  hasDraws,
  hasLookedToday,
  type ListedResearchPlan,
  listResearchPlans,
  resultsSeenEvent,
  storeResearchPlan,
} from "./repositories/research-plans.ts";
export {
  appellantRecordsOf,
  conversationRecordsOf,
  subredditRecordsOf,
} from "./repositories/research-records.ts";
export {
  type ResearchCommunity,
  researchCommunities,
  type Screening,
} from "./repositories/research-screening.ts";
export {
  cursorBatches,
  inResearchSnapshot,
  type ResearchSnapshot,
  shareSnapshot,
} from "./repositories/research-snapshot.ts";
export type {
  ArmCounts,
  DrawsOfDay,
  ObservedHours,
  ResearchStratum,
} from "./repositories/research-strata.ts";
export type { WeekOfCommunity } from "./repositories/research-weeks.ts";
export * from "./repositories/restores.ts";
export * from "./repositories/role-grants.ts";
export * from "./repositories/service-health.ts";
export {
  deleteAnsweredSignUps,
  findSignUp,
  hasSignedUp,
  listSignUps,
  type SignUp,
  type SignUpsWaiting,
  type StoredSignUp,
  signUpsWaiting,
  storeSignUp,
  storeSignUpAnswer,
  storeSignUps,
} from "./repositories/sign-ups.ts";
export {
  awaitSink,
  dueSinks,
  listSinks,
  lockSink,
  openSink,
  type SinkRecord,
  saveSink,
} from "./repositories/sinks.ts";
export * from "./repositories/site-decisions.ts";
export {
  countSessions,
  endAnySession,
  endSession,
  endSessions,
  forgetSessions,
  listSessions,
  type PersonSignedIn,
  peopleSignedIn,
  type SiteSession,
  sessionHoldsMs,
  sessionIdleMs,
  storeSession,
  useSession,
} from "./repositories/site-sessions.ts";
export {
  firstMonthOf,
  type MonthCounts,
  monthCounts,
  publishTransparencyReport,
  type StoredTransparencyReport,
  transparencyReportsOf,
  versionsOfMonth,
} from "./repositories/transparency-reports.ts";
export * from "./repositories/unsaved-posts.ts";
export { type UnsettledAction, unsettledActions } from "./repositories/unsettled-actions.ts";
export { awaitMigrations } from "./roles/await-migrations.ts";
export { grantRights } from "./roles/grant-rights.ts";
export type { PersonalKeys } from "./schema/deletions.ts";
export {
  type EventHandling,
  type TransactionWithEvents,
  transactionWithEvents,
} from "./transaction-with-events.ts";
