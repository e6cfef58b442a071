import {
  type Actor,
  eventActor,
  nameKey,
  type Question,
  type QuestionSet,
  questionSetSchema,
  requireNoLinksElsewhere,
  wordsOfQuestions,
} from "@appealmod/core";
import {
  deleteQuestionDraft,
  findQuestionDraft,
  inTransaction,
  lockCommunity,
  type Orm,
  storeEvents,
  storeQuestionDraft,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * - `put`: replaces a question, or adds one at the end where `replaces` is `null`.
 * - `discard`: the draft is gone, and what is asked stays.
 */
export type QuestionDraftChange =
  | { readonly kind: "put"; readonly replaces: string | null; readonly question: Question }
  | { readonly kind: "remove"; readonly id: string }
  | { readonly kind: "order"; readonly ids: readonly string[] }
  | { readonly kind: "discard" };

export type DraftChanged =
  | { readonly kind: "saved"; readonly version: number }
  | { readonly kind: "conflict"; readonly seen: number; readonly inForce: number };

/** The longest question, help or choice, in characters. */
const longestWords = 1000;

/**
 * Changes the questions that a community's moderators work at; nobody is asked them yet. The first
 * change begins a draft from what is asked now.
 *
 * @throws ZodError that names the question and what is wrong with it
 * @throws LinkElsewhereError
 */
export async function changeQuestionDraft(
  { database }: Installation,
  actor: Actor,
  {
    subreddit,
    change,
    seenDraft,
    defaultQuestions,
    siteUrl,
    at,
  }: {
    readonly subreddit: string;
    readonly change: QuestionDraftChange;
    /** The version of the draft that the change was made from; 0 where there was none. */
    readonly seenDraft: number;
    readonly defaultQuestions: QuestionSet;
    readonly siteUrl: string;
    readonly at: Date;
  },
): Promise<DraftChanged> {
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "configure", subreddit);
    const community = await lockCommunity(orm, subreddit);
    const draft = await findQuestionDraft({ orm }, subreddit);
    const inForce = draft?.version ?? 0;
    const requireSeen = () => {
      if (seenDraft !== inForce) throw new StaleDraftError(inForce);
    };
    const by = { actor: eventActor(actor), at };
    if (change.kind === "discard") {
      requireSeen();
      await deleteQuestionDraft(orm, subreddit, seenDraft);
      if (draft) await tell(orm, community.name, change, by);
      return { kind: "saved", version: 0 } as const;
    }
    const asked = community.questions ?? defaultQuestions;
    const begun = draft?.questions ?? {
      ...asked,
      id: nameKey(community.name),
      version: asked.version + 1,
    };
    const questions = questionSetSchema.parse({
      ...begun,
      questions: changed(begun.questions, change),
    });
    const words = [...wordsOfQuestions(questions)];
    requireNoLinksElsewhere(words, siteUrl);
    requireShortWords(words);
    // After what is wrong with the questions themselves, which is said in any case.
    requireSeen();
    await storeQuestionDraft(orm, subreddit, {
      questions,
      version: inForce + 1,
      begunFrom: draft?.begunFrom ?? community.revision ?? 0,
      updatedBy: by.actor.name ?? null,
      updatedAt: at,
    });
    await tell(orm, community.name, change, by);
    return { kind: "saved", version: inForce + 1 } as const;
  }).catch((error: unknown) => {
    if (!(error instanceof StaleDraftError)) throw error;
    return { kind: "conflict", seen: seenDraft, inForce: error.inForce };
  });
}

/** Undoes the transaction. */
class StaleDraftError extends Error {
  readonly inForce: number;
  constructor(inForce: number) {
    super("The draft was changed meanwhile.");
    this.inForce = inForce;
  }
}

/** Words of a question, or of a choice, that nobody would read to the end. */
export class LongWordsError extends Error {
  override readonly name = "LongWordsError";
}

function requireShortWords(words: readonly (readonly [string, string])[]): void {
  for (const [where, text] of words)
    if (text.length > longestWords)
      throw new LongWordsError(
        `${where} has a text of ${text.length} characters: at most ${longestWords} can be used.`,
      );
}

function changed(
  questions: readonly Question[],
  change: Exclude<QuestionDraftChange, { readonly kind: "discard" }>,
): readonly Question[] {
  switch (change.kind) {
    case "put": {
      const { replaces, question } = change;
      const isThere = questions.some(({ id }) => id === replaces);
      if (!isThere) return [...questions, question];
      return questions.map((one) => (one.id === replaces ? question : one));
    }
    case "remove":
      return questions.filter(({ id }) => id !== change.id);
    case "order": {
      const place = (id: string) => {
        const at = change.ids.indexOf(id);
        return at === -1 ? change.ids.length : at;
      };
      return questions.toSorted((one, other) => place(one.id) - place(other.id));
    }
  }
}

async function tell(
  orm: Orm,
  subreddit: string,
  change: QuestionDraftChange,
  by: { readonly actor: ReturnType<typeof eventActor>; readonly at: Date },
): Promise<void> {
  const isDiscarded = change.kind === "discard";
  await storeEvents(orm, [
    {
      event: isDiscarded ? "question-draft-discarded" : "question-draft-changed",
      level: "info",
      audience: "detail",
      message: isDiscarded
        ? `The draft of the questions of r/${subreddit} was discarded.`
        : `The draft of the questions of r/${subreddit} was changed.`,
      subreddit,
      details: { change: change.kind },
      ...by,
    },
  ]);
}
