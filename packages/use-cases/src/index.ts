// Counters of the site's limits and its reads of one row: nothing to check, and nothing to add.
export {
  type CommunityDefaults,
  type CommunityRevision,
  countInWindow,
  dropUnsavedPost,
  type FormEntry,
  type FullCommunityRevision,
  findForm,
  findUnsavedPost,
  forgetWindows,
  isReplacedLink,
  keepUnsavedPost,
  type ModeratedCommunity,
  type QuestionDraft,
  type RoleGrant,
  type SiteRole,
  type SiteSession,
  type StoredSignUp,
} from "@appealmod/db";
export * from "./actors-of.ts";
export * from "./commands/add-moderator-note.ts";
export * from "./commands/answer-sign-up.ts";
export * from "./commands/apply-retention.ts";
export * from "./commands/apply-served-settings.ts";
export * from "./commands/ask-for-lost-link.ts";
export * from "./commands/ask-for-moderator-list.ts";
export * from "./commands/ask-redditor.ts";
export * from "./commands/assign-account.ts";
export * from "./commands/change-community-hooks.ts";
export * from "./commands/change-community-questions.ts";
export * from "./commands/change-community-settings.ts";
export * from "./commands/change-community-text.ts";
export * from "./commands/change-community-texts.ts";
export * from "./commands/change-failing-jobs.ts";
export * from "./commands/change-question-draft.ts";
export * from "./commands/change-roles.ts";
export * from "./commands/change-saved-replies.ts";
export * from "./commands/change-treatment-fraction.ts";
export * from "./commands/change-watch.ts";
export * from "./commands/claim-appeal.ts";
export * from "./commands/correct-transparency-report.ts";
export * from "./commands/count-research-look.ts";
export * from "./commands/decide-on-appeal.ts";
export * from "./commands/delete-answered-sign-ups.ts";
export * from "./commands/delete-old-appeals.ts";
export * from "./commands/dry-run-community.ts";
export * from "./commands/finish-deletions.ts";
export * from "./commands/import/import-batch.ts";
export * from "./commands/import/import-earlier-data.ts";
export * from "./commands/import/import-texts.ts";
export * from "./commands/import-toxicity-labels.ts";
export * from "./commands/join-community.ts";
export * from "./commands/keep-decision-draft.ts";
export * from "./commands/keep-late-answers.ts";
export * from "./commands/keep-receipts.ts";
export * from "./commands/leave-community.ts";
export * from "./commands/lock-research-plan.ts";
export * from "./commands/make-demo-data.ts";
export * from "./commands/pause-community.ts";
export * from "./commands/publish-question-draft.ts";
export * from "./commands/purge-redditor.ts";
export * from "./commands/record-community-facts.ts";
export * from "./commands/record-community-trouble.ts";
export * from "./commands/record-moderator-list.ts";
export * from "./commands/repeat-purges.ts";
export * from "./commands/replace-form-link.ts";
export * from "./commands/restore-community-revision.ts";
export * from "./commands/revoke-form-link.ts";
export * from "./commands/save-draft.ts";
export * from "./commands/second-decision.ts";
export * from "./commands/serve-communities.ts";
export * from "./commands/sign-in.ts";
export * from "./commands/sign-out.ts";
export * from "./commands/sign-out-redditor.ts";
export * from "./commands/sign-up.ts";
export * from "./commands/submit-form.ts";
export * from "./commands/take-back-decision.ts";
export * from "./commands/unlock-research-arms.ts";
export * from "./community-defaults.ts";
export * from "./hook-keys.ts";
export * from "./installation.ts";
export * from "./open-installation.ts";
export * from "./queries/appeal-for-moderator.ts";
export * from "./queries/appeal-queue.ts";
export * from "./queries/appeal-timeline.ts";
export * from "./queries/community-configuration.ts";
export * from "./queries/community-dry-run.ts";
export * from "./queries/community-history.ts";
export * from "./queries/community-notifications.ts";
export * from "./queries/community-overview.ts";
export * from "./queries/community-revision.ts";
export * from "./queries/find-session.ts";
export * from "./queries/installation-status.ts";
export * from "./queries/moderated-communities.ts";
export * from "./queries/open-form.ts";
export * from "./queries/operate/operator-lists.ts";
export * from "./queries/operate/operator-overview.ts";
export * from "./queries/operate/service-facts.ts";
export * from "./queries/operate/service-issues.ts";
export * from "./queries/operate/service-numbers.ts";
export * from "./queries/operate/startup-findings.ts";
export * from "./queries/research-records.ts";
export * from "./queries/sessions-of.ts";
export * from "./queries/transparency/hide-small-cells.ts";
export * from "./queries/transparency/report-as.ts";
export * from "./queries/transparency/transparency-report.ts";
export * from "./require-permission.ts";
export * from "./revise-community.ts";
export * from "./tombstone.ts";
export * from "./why-not-kept.ts";
