import { nameKey } from "@appealmod/core";
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
import { readConversation } from "./read-conversation.ts";

/** A row that fits, by its place. */
export interface Fitting<T> {
  readonly key: string;
  readonly row: T;
}

/** What has to be known of every conversation at once; its words stay where they are. */
export interface ConversationSummary {
  /** The document that counts, of several about one conversation. */
  readonly key: string;
  readonly lastUpdated: Date;
  readonly messages: number;
  /** Who wrote the last message that both sides see, in lower case; `null` where that is not known. */
  readonly lastPublicAuthor: string | null;
  readonly unbannedAt: Date | null;
}

/** Everything that the earlier system has, less the words of conversations. */
export interface Gathered {
  readonly users: readonly Fitting<UserLog>[];
  readonly forms: readonly Fitting<FormRow>[];
  readonly signUps: readonly Fitting<SignUpRow>[];
  readonly texts: readonly Fitting<BotResponse>[];
  readonly conversations: ReadonlyMap<string, ConversationSummary>;
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
  const users = await read(mongo, sources.users, userLogSchema);
  const texts = await read(mongo, sources.texts, botResponseSchema);
  const forms = django ? await read(django, sources.forms, formSchema) : [];
  const signUps = django ? await read(django, sources.signUps, signUpSchema) : [];
  const conversations = await summaries(mongo, report);
  const left = {
    [sources.logs]: await mongo.count(sources.logs),
    [sources.subreddits]: await mongo.count(sources.subreddits),
  };
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

async function summaries(
  mongo: EarlierMongo,
  report: ReportRow[],
): Promise<ReadonlyMap<string, ConversationSummary>> {
  const source = sources.conversations;
  const found = new Map<string, ConversationSummary>();
  const merged = (key: string, by: string): ReportRow => ({
    ...{ source, key, became: "merged" },
    reason: `the same conversation as document ${by}, which holds more of it`,
  });
  for await (const raw of mongo.rows(source)) {
    const read = readConversation(raw.content);
    if ("problem" in read) {
      report.push({
        ...{ source, key: raw.key, became: "refused" },
        reason: read.problem,
        row: raw.content,
      });
      continue;
    }
    const { id, lastUpdated, messages, lastPublicAuthor, unbannedAt } = read;
    const one = {
      ...{ key: raw.key, lastUpdated, messages, unbannedAt },
      lastPublicAuthor: lastPublicAuthor === null ? null : nameKey(lastPublicAuthor),
    };
    const other = found.get(id);
    if (other === undefined) found.set(id, one);
    else if (holdsMore(one, other)) {
      found.set(id, { ...one, unbannedAt: one.unbannedAt ?? other.unbannedAt });
      report.push(merged(other.key, one.key));
    } else {
      found.set(id, { ...other, unbannedAt: other.unbannedAt ?? one.unbannedAt });
      report.push(merged(one.key, other.key));
    }
  }
  return found;
}

function holdsMore(one: ConversationSummary, other: ConversationSummary): boolean {
  if (one.lastUpdated.getTime() !== other.lastUpdated.getTime())
    return one.lastUpdated > other.lastUpdated;
  return one.messages > other.messages;
}
