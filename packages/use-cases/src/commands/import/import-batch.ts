import type {
  ImportedAppeal,
  ImportedConversation,
  ImportedRow,
  SignUp,
  SourceRow,
} from "@appealmod/db";

/** Rows of the earlier system that are one row here: the one that counts, and others that say the same. */
interface FromRows {
  /** The first is the one that counts. */
  readonly rows: readonly ImportedRow[];
}

export interface AppealToImport extends FromRows {
  readonly appeal: ImportedAppeal;
  /** Other conversations in which somebody may wait for an answer: the bot reads them. */
  readonly toRead: readonly string[];
}

export interface ConversationToImport extends FromRows {
  readonly conversation: ImportedConversation;
}

export interface SignUpToImport extends FromRows {
  readonly signUp: SignUp;
}

export interface TextsToImport extends FromRows {
  readonly subreddit: string;
  readonly language: string;
  readonly texts: Readonly<Partial<Record<"invite" | "reminder" | "final", string>>>;
}

/** What is written in one transaction. */
export interface ImportBatch {
  readonly appeals?: readonly AppealToImport[];
  readonly conversations?: readonly ConversationToImport[];
  readonly signUps?: readonly SignUpToImport[];
  readonly texts?: readonly TextsToImport[];
}

/** A row that could not be brought over although it fits, because of what is here already. */
export interface RefusedRow extends SourceRow {
  readonly reason: string;
}

export interface ImportedBatch {
  /** Written by this batch. */
  readonly written: readonly ImportedRow[];
  /** Brought over by an earlier run, with what became of them then. */
  readonly before: readonly ImportedRow[];
  readonly refused: readonly RefusedRow[];
}
