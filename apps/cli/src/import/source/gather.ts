import type { z } from "zod";
import type { ReportRow } from "../report-row.ts";
import type { EarlierMongo } from "./earlier-mongo.ts";
import {
  type BotResponse,
  botResponseSchema,
  type FormRow,
  formSchema,
  type SignUpRow,
  signUpSchema,
  sources,
  type UserLog,
  userLogSchema,
} from "./earlier-rows.ts";
import { problemsIn } from "./problems-in.ts";
import type { RawRow, RowSource } from "./raw-row.ts";
import { type EarlierConversation, readConversation } from "./read-conversation.ts";

/** A row that fits, by its place. */
export interface Fitting<T> {
  readonly key: string;
  readonly row: T;
}

/** A conversation by the document that counts, of several about it. */
export interface GatheredConversation extends EarlierConversation {
  readonly key: string;
}

/** Everything that the earlier system has; the words of conversations only where redditors of `users` have them. */
export interface Gathered {
  readonly users: readonly Fitting<UserLog>[];
  readonly forms: readonly Fitting<FormRow>[];
  readonly signUps: readonly Fitting<SignUpRow>[];
  readonly texts: readonly Fitting<BotResponse>[];
  readonly conversations: ReadonlyMap<string, GatheredConversation>;
  /** Rows that do not fit, and those that stay where they are. */
  readonly report: readonly ReportRow[];
  /** How many documents stay where they are, by collection. */
  readonly left: Readonly<Record<string, number>>;
}

/** Reads everything once. What does not fit is told, and ends nothing. */
export async function gather(mongo: EarlierMongo, django: RowSource | null): Promise<Gathered> {
  const report: ReportRow[] = [];
  const read = async <T>(from: RowSource, source: string, schema: z.ZodType<T>) => {
    const fitting: Fitting<T>[] = [];
    for await (const raw of from.rows(source)) {
      const row = fit(source, schema, raw, report);
      if (row !== null) fitting.push({ key: raw.key, row });
    }
    return fitting;
  };
  const [users, texts, forms, signUps, logs, subreddits] = await Promise.all([
    read(mongo, sources.users, userLogSchema),
    read(mongo, sources.texts, botResponseSchema),
    django ? read(django, sources.forms, formSchema) : [],
    django ? read(django, sources.signUps, signUpSchema) : [],
    mongo.count(sources.logs),
    mongo.count(sources.subreddits),
  ]);
  const wanted = new Set(users.flatMap(({ row }) => [row.conv_id, ...row.other_conv_ids]));
  const conversations = await gatherConversations(mongo, wanted, report);
  const left = { [sources.logs]: logs, [sources.subreddits]: subreddits };
  return { users, forms, signUps, texts, conversations, report, left };
}

function fit<T>(
  source: string,
  schema: z.ZodType<T>,
  { key, content }: RawRow,
  report: ReportRow[],
): T | null {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  report.push({ source, key, became: "refused", reason: problemsIn(parsed.error), row: content });
  return null;
}

/** @param wanted of which the words are kept: this is read once, and memory has to hold them */
async function gatherConversations(
  mongo: EarlierMongo,
  wanted: ReadonlySet<string>,
  report: ReportRow[],
): Promise<ReadonlyMap<string, GatheredConversation>> {
  const source = sources.conversations;
  const documents: GatheredConversation[] = [];
  for await (const { key, content } of mongo.rows(source)) {
    const read = readConversation(content);
    if ("problem" in read)
      report.push({ source, key, became: "refused", reason: read.problem, row: content });
    else documents.push({ ...read, key, whole: wanted.has(read.id) ? read.whole : null });
  }
  const found = new Map<string, GatheredConversation>();
  for (const one of documents.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const other = found.get(one.id);
    const [best, worse] =
      other === undefined || holdsMore(one, other) ? [one, other] : [other, one];
    found.set(one.id, { ...best, unbannedAt: best.unbannedAt ?? worse?.unbannedAt ?? null });
    if (worse !== undefined)
      report.push({
        ...{ source, key: worse.key, became: "merged" },
        reason: `the same conversation as document ${best.key}, which holds more of it`,
      });
  }
  return found;
}

function holdsMore(one: GatheredConversation, other: GatheredConversation): boolean {
  if (one.lastUpdated.getTime() !== other.lastUpdated.getTime())
    return one.lastUpdated > other.lastUpdated;
  return one.messages > other.messages;
}
