import { messagesSpentQuery, participantsQuery } from "@appealmod/db";
import type { ArchiveColumn, ArchiveTable } from "./archive-table.ts";

const community: ArchiveColumn = {
  ...{ name: "subreddit_key", type: "string" },
  description: "The community, in lower case",
};
const redditor: ArchiveColumn = {
  ...{ name: "redditor", type: "string", isPseudonym: true },
  description: "The redditor, the same in every table of this download and in no other download",
};
const group: ArchiveColumn = {
  ...{ name: "group", type: "string" },
  description: "The arm: treatment or control",
};

function at(name: string, description: string): ArchiveColumn {
  return { name, type: "datetime", description };
}

function yesNo(name: string, description: string): ArchiveColumn {
  return { name, type: "boolean", description };
}

function written(name: string, description: string): ArchiveColumn {
  return { name, type: "string", description, isFreeText: true };
}

const draws: ArchiveTable = {
  name: "draws",
  description: "One row for each redditor drawn in a community: the table to analyse",
  columns: [
    community,
    redditor,
    { name: "phase", type: "integer", description: "From 1: a run of draws under one fraction" },
    {
      ...{ name: "treatment_fraction", type: "number" },
      description: "The share of treatment in force at the draw",
    },
    group,
    at("drawn_at", "When the draw was made"),
    {
      ...{ name: "appeal", type: "string", isPseudonym: true },
      description: "The first appeal that is kept; empty where none is",
    },
    at("opened_at", "When that appeal began"),
    at("closed_at", "When it ended"),
    yesNo("has_appeal", "Whether an appeal is kept"),
    yesNo("is_invited", "Treatment: whether the form was offered"),
    yesNo("is_form_begun", "Whether anything was written in the form"),
    yesNo("is_form_sent", "Whether the form was sent"),
    yesNo("is_reached", "Whether moderators had it before them; always so in control"),
    {
      ...{ name: "ending", type: "string" },
      description:
        "granted, denied, none (ended, nobody decided), unrecorded (ended, imported without outcome) or open",
    },
    {
      ...{ name: "hours_observed", type: "integer" },
      description: "Whole hours from its beginning to its end, or to the moment of the download",
    },
  ],
  usesTime: true,
  query: `select subreddit_key, redditor_key as redditor, phase, treatment_fraction, "group", drawn_at,
      appeal_id::text as appeal, opened_at, closed_at, has_appeal, is_invited, is_form_begun,
      is_form_sent, is_reached, ending, hours_observed
    from (${participantsQuery}) participants
    order by subreddit_key, phase, drawn_at, redditor_key`,
};

const appeals: ArchiveTable = {
  name: "appeals",
  description: "Every appeal that is kept, with its form; later appeals of one redditor as well",
  columns: [
    { name: "appeal", type: "string", isPseudonym: true, description: "The appeal" },
    {
      ...{ name: "reddit_username", type: "string", isPseudonym: true },
      description: "The redditor, as in the other tables: a pseudonym, never the name",
    },
    community,
    group,
    { name: "state", type: "string", description: "new, invited, forwarded or closed" },
    { name: "outcome", type: "string", description: "granted, denied or none, of a closed appeal" },
    yesNo("mod_involved", "Whether a moderator answered by themselves"),
    at("banned_at", "When the redditor was banned"),
    at("opened_at", "When the appeal began"),
    at("submitted_at", "When the form was sent"),
    at("forwarded_at", "When it was brought back to the moderators"),
    at("last_changed_at", "The last time that anything happened to it"),
    at("closed_at", "When it ended"),
    { name: "conv_id", type: "string", isPseudonym: true, description: "Its first conversation" },
    { name: "reminders", type: "integer", description: "Reminders that were sent" },
    {
      ...{ name: "moderator_messages", type: "integer" },
      description: "Public messages of moderators in its conversations; empty where none is kept",
    },
    written("why_banned", "Answer to that question"),
    written("why_appealing", "Answer to that question"),
    written("why_appealing_other", "Answer to that question"),
    written("describe_rule", "Answer to that question"),
    written("describe_actions", "Answer to that question"),
    written("wrong_actions", "Answer to that question"),
    written("will_not_repeat", "Answer to that question"),
    written("what_steps", "Answer to that question"),
    written("allowed_comments", "Answer to that question"),
    at("created_at", "When the form was made ready; empty in control"),
    at("updated_at", "When the form last changed"),
  ],
  query: `select a.id::text as appeal, a.redditor_key as reddit_username, a.subreddit_key, a."group",
      a.state, a.outcome, a.is_moderator_involved as mod_involved, a.banned_at, a.opened_at,
      f.submitted_at, done.forwarded_at, a.last_changed_at, a.closed_at,
      a.conversation_id as conv_id, done.reminders, spent.moderator_messages, f.why_banned, f.why_appealing,
      f.why_appealing_other, f.describe_rule, f.describe_actions, f.wrong_actions,
      f.will_not_repeat, f.what_steps, f.allowed_comments, f.created_at, f.updated_at
    from appeals a
    left join main_ban_appeal_data f on f.appeal_id = a.id
    left join (${messagesSpentQuery}) spent on spent.appeal_id = a.id
    cross join lateral (
      select min(settled_at) filter (where key = 'unarchive') as forwarded_at,
        (count(*) filter (where starts_with(key, 'reminder:')))::int as reminders
      from actions where scope = 'appeal' and scope_id = a.id::text and status = 'settled'
    ) done
    where $1::text is null or a.subreddit_key = $1
    order by a.opened_at, a.id`,
};

const decisions: ArchiveTable = {
  name: "decisions",
  description: "What moderators decided on this site; decisions made on Reddit itself are no rows",
  columns: [
    { name: "appeal", type: "string", isPseudonym: true, description: "The appeal" },
    { name: "number", type: "integer", description: "Which decision on it, from 1" },
    { name: "kind", type: "string", description: "lift, keep or close" },
    { name: "state", type: "string", description: "pending, begun, done, taken-back or refused" },
    {
      ...{ name: "decided_by", type: "string", isPseudonym: true },
      description: "The moderator",
    },
    at("decided_at", "When it was decided"),
    at("ended_at", "When it was carried out"),
    written("reason", "Why, in the moderator's words"),
  ],
  query: `select d.appeal_id::text as appeal, d.number, d.kind, d.state,
      d.decided_by_id as decided_by, d.decided_at, d.ended_at, d.reason
    from moderator_decisions d
    join appeals a on a.id = d.appeal_id
    where $1::text is null or a.subreddit_key = $1
    order by d.decided_at, d.id`,
};

const bans: ArchiveTable = {
  name: "bans",
  description: "The register of bans, of people who never wrote as well",
  columns: [
    community,
    redditor,
    at("banned_at", "When; empty for a ban that is only known to have been lifted"),
    { name: "permanence", type: "string", description: "permanent, temporary or unknown" },
    at("ends_at", "When a temporary ban ends"),
    at("lifted_at", "When it was lifted"),
    { name: "source", type: "string", description: "Where it was first heard of" },
    written("note", "The moderators' own note"),
  ],
  query: `select subreddit_key, coalesce(redditor_id, 'u/' || username_key) as redditor, banned_at,
      permanence, ends_at, lifted_at, source, note
    from bans
    where $1::text is null or subreddit_key = $1
    order by banned_at nulls first, id`,
};

/** What is read row by row; phases and flow are counted from the same snapshot. */
export const archiveTables: readonly ArchiveTable[] = [draws, appeals, decisions, bans];
