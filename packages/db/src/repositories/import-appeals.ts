import {
  type Answers,
  type AppealState,
  type Conversation,
  type Group,
  nameKey,
  type Outcome,
  type QuestionSet,
  type RedditAction,
} from "@appealmod/core";
import { inArray, sql } from "drizzle-orm";
import { insertRows } from "../insert-rows.ts";
import type { Orm } from "../open-database.ts";
import {
  actions,
  appealConversations,
  appeals,
  banAppealForms,
  conversations,
  groupAssignments,
} from "../schema/index.ts";
import { answerColumns } from "./form-answers.ts";
import { keepQuestionSet } from "./question-sets.ts";

/** An effect that the earlier system had, or perhaps had. */
export interface ImportedEffect {
  readonly action: RedditAction;
  /** `claimed`: the bot looks in the conversation whether it stands there. */
  readonly status: "settled" | "claimed";
  /** Of a claimed one: what was said before then is not it. */
  readonly at: Date;
}

export interface ImportedForm {
  readonly questions: QuestionSet;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** `null` for a form that was not sent. */
  readonly sent: { readonly answers: Answers; readonly at: Date } | null;
}

/** An appeal of the earlier system, in the state in which it goes on here. */
export interface ImportedAppeal {
  readonly id: string;
  readonly subreddit: string;
  readonly username: string;
  readonly group: Group;
  readonly state: AppealState;
  /** `null` while it is open, and where nobody knows how it ended. */
  readonly outcome: Outcome | null;
  readonly isModeratorInvolved: boolean;
  readonly conversationId: string;
  readonly otherConversationIds: readonly string[];
  readonly openedAt: Date;
  readonly lastChangedAt: Date;
  readonly closedAt: Date | null;
  readonly nextCheckAt: Date | null;
  readonly form: ImportedForm | null;
  readonly effects: readonly ImportedEffect[];
}

/** A conversation of the earlier system. */
export interface ImportedConversation {
  readonly id: string;
  readonly subreddit: string;
  readonly username: string | null;
  /** Up to which message it was handled. */
  readonly handledUntil: Date;
  /** `null` where it is of no appeal, or is not known whole. */
  readonly lastSeen: Conversation | null;
}

export interface KnownHere {
  /** Has an open appeal there, of which there can be one only. */
  readonly hasOpenAppeal: boolean;
  /** The arm that was drawn here; `null` where none was. */
  readonly group: Group | null;
}

type Person = Pick<ImportedAppeal, "subreddit" | "username">;

/** Tells a redditor in a community from all others, by names. */
export function personKey({ subreddit, username }: Person): string {
  return `${nameKey(subreddit)}/${nameKey(username)}`;
}

/** What is known here of redditors by their names, whether or not their account's id is. */
export async function knownHere(
  orm: Orm,
  people: readonly Person[],
): Promise<ReadonlyMap<string, KnownHere>> {
  if (people.length === 0) return new Map();
  const keys = people.map(({ username }) => nameKey(username));
  const open = await orm
    .select({ subreddit: appeals.subredditKey, username: appeals.usernameKey })
    .from(appeals)
    .where(sql`${appeals.state} <> 'closed' and ${inArray(appeals.usernameKey, keys)}`);
  const drawn = await orm
    .select({
      subreddit: groupAssignments.subredditKey,
      username: groupAssignments.usernameKey,
      group: groupAssignments.group,
    })
    .from(groupAssignments)
    .where(inArray(groupAssignments.usernameKey, keys));
  const withAppeal = new Set(open.map(personKey));
  const groups = new Map(drawn.map((row) => [personKey(row), row.group]));
  return new Map(
    people.map((person) => {
      const key = personKey(person);
      return [key, { hasOpenAppeal: withAppeal.has(key), group: groups.get(key) ?? null }];
    }),
  );
}

/** Stores who was drawn into which arm; under which share is not known. */
export async function storeImportedGroups(
  orm: Orm,
  drawn: readonly (Person & { readonly group: Group; readonly drawnAt: Date })[],
): Promise<void> {
  await insertRows(
    orm,
    groupAssignments,
    drawn.map(({ subreddit, username, group, drawnAt }) => ({
      subredditKey: nameKey(subreddit),
      usernameKey: nameKey(username),
      ...{ group, drawnAt, treatmentFraction: null },
    })),
    "skip",
  );
}

/** Stores appeals with their conversations, forms and effects. */
export async function storeImportedAppeals(
  orm: Orm,
  imported: readonly ImportedAppeal[],
): Promise<void> {
  await insertRows(
    orm,
    appeals,
    imported.map((appeal) => ({
      id: appeal.id,
      subreddit: appeal.subreddit,
      subredditKey: nameKey(appeal.subreddit),
      username: appeal.username,
      usernameKey: nameKey(appeal.username),
      group: appeal.group,
      state: appeal.state,
      outcome: appeal.outcome,
      isModeratorInvolved: appeal.isModeratorInvolved,
      banNote: "",
      conversationId: appeal.conversationId,
      openedAt: appeal.openedAt,
      lastChangedAt: appeal.lastChangedAt,
      closedAt: appeal.closedAt,
      nextCheckAt: appeal.nextCheckAt,
    })),
  );
  await insertRows(
    orm,
    appealConversations,
    imported.flatMap(({ id, openedAt, ...appeal }) =>
      [appeal.conversationId, ...appeal.otherConversationIds].map((conversationId) => ({
        ...{ appealId: id, conversationId, linkedAt: openedAt },
      })),
    ),
  );
  await storeForms(orm, imported);
  await insertRows(orm, actions, imported.flatMap(effectRows));
}

async function storeForms(orm: Orm, imported: readonly ImportedAppeal[]): Promise<void> {
  const setIds = new Map<QuestionSet, string>();
  const rows: (typeof banAppealForms.$inferInsert)[] = [];
  for (const { id, username, subreddit, form } of imported) {
    if (form === null) continue;
    const { questions, createdAt, updatedAt, sent } = form;
    const questionSetId = setIds.get(questions) ?? (await keepQuestionSet(orm, questions));
    setIds.set(questions, questionSetId);
    rows.push({
      ...{ redditUsername: username, subreddit, appealId: id, questionSetId, createdAt, updatedAt },
      ...(sent && { ...answerColumns(sent.answers), answers: sent.answers, submittedAt: sent.at }),
    });
  }
  await insertRows(orm, banAppealForms, rows);
}

function effectRows({ id, conversationId, effects }: ImportedAppeal) {
  return effects.map(({ action, status, at }): typeof actions.$inferInsert => ({
    ...{ scope: "appeal", scopeId: id, appealId: id, conversationId },
    ...{ key: action.key, action, status, claimedAt: at },
    settledAt: status === "settled" ? at : null,
  }));
}

/** Stores up to where conversations were handled; what is known of one here stays. */
export async function storeImportedConversations(
  orm: Orm,
  imported: readonly ImportedConversation[],
): Promise<void> {
  await insertRows(
    orm,
    conversations,
    imported.map(({ id, subreddit, username, handledUntil, lastSeen }) => ({
      ...{ conversationId: id, subreddit, username, lastSeen },
      lastUpdated: handledUntil,
    })),
    "skip",
  );
}
