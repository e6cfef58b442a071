/** The roles that `docker/postgres/roles.sql` makes for the programs. */
export const programRoles = { bot: "appealmod_bot", site: "appealmod_site" } as const;

export type Program = keyof typeof programRoles;

/** Postgres's own letters: a is INSERT, r SELECT, w UPDATE (and locking rows), d DELETE. */
type Rights = "" | "r" | "ar" | "rw" | "rd" | "rwd" | "arw" | "ard" | "arwd";

/**
 * What each program may do with each table; a table that is not named here is a failing test. Rows
 * that go with those they belong to are deleted by Postgres in the owner's name.
 */
export const tableRights: Readonly<Record<string, Readonly<Record<Program, Rights>>>> = {
  account_checks: { bot: "arwd", site: "" },
  actions: { bot: "arwd", site: "r" },
  appeal_claims: { bot: "rd", site: "arwd" },
  appeal_conversations: { bot: "arwd", site: "r" },
  appeal_views: { bot: "rd", site: "arw" },
  appeals: { bot: "arwd", site: "rw" },
  bans: { bot: "arwd", site: "r" },
  communities: { bot: "arw", site: "arw" },
  community_dry_runs: { bot: "arwd", site: "r" },
  community_facts: { bot: "arw", site: "r" },
  community_hooks: { bot: "rwd", site: "arwd" },
  community_moderators: { bot: "arwd", site: "arwd" },
  community_revisions: { bot: "arw", site: "ar" },
  conversations: { bot: "arwd", site: "r" },
  decision_drafts: { bot: "rd", site: "arwd" },
  deletions: { bot: "arw", site: "r" },
  events: { bot: "arwd", site: "ar" },
  form_links: { bot: "arwd", site: "r" },
  group_assignments: { bot: "arwd", site: "r" },
  imported_rows: { bot: "", site: "" },
  listing_cursors: { bot: "arw", site: "r" },
  main_ban_appeal_data: { bot: "arwd", site: "arw" },
  main_sign_up_data: { bot: "rd", site: "arw" },
  moderation_log_positions: { bot: "arw", site: "r" },
  moderator_decisions: { bot: "rwd", site: "arw" },
  moderator_notes: { bot: "rwd", site: "ar" },
  moderator_watches: { bot: "rd", site: "arwd" },
  published_keys: { bot: "arw", site: "r" },
  question_drafts: { bot: "rw", site: "arwd" },
  question_sets: { bot: "ar", site: "ar" },
  quick_answers: { bot: "arwd", site: "" },
  rate_samples: { bot: "arwd", site: "r" },
  rate_windows: { bot: "arwd", site: "arwd" },
  redditor_questions: { bot: "rwd", site: "ar" },
  research_blindings: { bot: "rw", site: "arw" },
  research_labels: { bot: "rd", site: "arwd" },
  research_plans: { bot: "rw", site: "ar" },
  restores: { bot: "r", site: "" },
  role_grants: { bot: "rd", site: "arwd" },
  site_sessions: { bot: "rd", site: "arwd" },
  sinks: { bot: "arw", site: "r" },
  transparency_reports: { bot: "r", site: "ar" },
  unsaved_posts: { bot: "rd", site: "arwd" },
};

const verbs = { a: "insert", r: "select", w: "update", d: "delete" } as const;

export function verbsOf(program: Program, table: string): readonly string[] {
  const letters = tableRights[table]?.[program] ?? "";
  return Object.entries(verbs).flatMap(([letter, verb]) =>
    letters.includes(letter) ? [verb] : [],
  );
}
