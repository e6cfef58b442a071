import type { SignedIn } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import { oneValue, type PostedFields } from "../posted-fields.ts";
import { seeOther } from "../see-other.ts";
import {
  receiveQuestion,
  receiveQuestionDiscard,
  receiveQuestionOrder,
} from "./receive-question.ts";
import { receiveQuestionsDefaults, receiveQuestionsLive } from "./receive-questions-live.ts";
import { receiveReply, receiveReplyOrder, receiveReplyRemoval } from "./receive-reply.ts";
import { receiveRestore } from "./receive-restore.ts";
import { receiveSettings } from "./receive-settings.ts";
import { receiveText } from "./receive-text.ts";
import type { SettingOutcome } from "./setting-outcome.ts";
import { type SettingPaths, settingPaths } from "./setting-paths.ts";
import type { SettingsRoom } from "./settings-room.ts";

export interface PostedSetting {
  readonly room: SettingsRoom;
  readonly by: SignedIn;
  readonly subreddit: string;
  readonly fields: PostedFields;
  /** The revision that the form was made from; 0 where nothing was set. */
  readonly seenRevision: number;
  /** The version of the draft of questions that it was made from; 0 where there was none. */
  readonly seenDraft: number;
  readonly paths: SettingPaths;
  readonly t: Awaited<ReturnType<typeof getTranslations<"rooms.settings">>>;
}

/** Takes what one form of the settings posted. */
export interface SettingReceiver {
  /** Whether its words are checked while somebody types, without being saved. */
  readonly isChecked?: true;
  /** The path of the page that the form stands on. */
  page(posted: Pick<PostedSetting, "paths" | "fields">): string;
  receive(posted: PostedSetting): Promise<SettingOutcome>;
}

const receivers: ReadonlyMap<string, SettingReceiver> = new Map([
  ["text", receiveText],
  ["reply", receiveReply],
  ["reply-order", receiveReplyOrder],
  ["reply-removal", receiveReplyRemoval],
  ["settings", receiveSettings],
  ["question", receiveQuestion],
  ["question-order", receiveQuestionOrder],
  ["question-discard", receiveQuestionDiscard],
  ["questions-live", receiveQuestionsLive],
  ["questions-defaults", receiveQuestionsDefaults],
  ["restore", receiveRestore],
]);

/** What takes the posts of a form; `null` where there is no such form. */
export function settingReceiver(what: string): SettingReceiver | null {
  return receivers.get(what) ?? null;
}

/**
 * Does what a form asks for and sends its author on: to what was saved, or back to the page, where
 * what they wrote is given back with whatever was wrong.
 */
export async function receiveSetting(
  receiver: SettingReceiver,
  posted: Omit<PostedSetting, "paths" | "t" | "seenRevision" | "seenDraft">,
): Promise<Response> {
  const { room, by, subreddit, fields } = posted;
  const paths = settingPaths(subreddit);
  const page = receiver.page({ paths, fields });
  // Whoever may not change anything keeps nothing here either.
  await room.configuration(by, subreddit);
  if (oneValue(fields, "intent") === "drop") {
    await room.dropUnsaved(by, page);
    return seeOther(page);
  }
  const t = await getTranslations("rooms.settings");
  if (oneValue(fields, "intent") === "check") {
    // Made from no revision and no draft that there is, a change gets as far as its mistakes, and is never saved.
    const checked = receiver.isChecked
      ? await receiver.receive({ ...posted, paths, seenRevision: -1, seenDraft: -1, t })
      : null;
    return Response.json({ problems: checked?.kind === "kept" ? checked.problems : [] });
  }
  const seen = { seenRevision: countIn(fields, "seen"), seenDraft: countIn(fields, "seenDraft") };
  const outcome = await receiver.receive({ ...posted, ...seen, paths, t });
  if (outcome.kind === "saved") {
    await room.dropUnsaved(by, page);
    return seeOther(outcome.to);
  }
  const conflict =
    outcome.kind === "conflict" ? { seen: outcome.seen, inForce: outcome.inForce } : null;
  await room.keepUnsaved(by, page, {
    fields: withoutIntent(fields),
    problems: outcome.kind === "kept" ? [...outcome.problems] : [],
    conflict,
  });
  // The summary of what is wrong, or of what a colleague saved, takes the focus.
  return seeOther(
    outcome.kind === "conflict" || outcome.problems.length > 0 ? `${page}#problems` : page,
  );
}

/** A number that a form carries along; 0 where somebody has written another thing there. */
export function countIn(fields: PostedFields, name: string): number {
  const written = oneValue(fields, name);
  return /^\d{1,9}$/.test(written) ? Number(written) : 0;
}

function withoutIntent({ intent: _, ...fields }: PostedFields) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? value : [...value],
    ]),
  );
}
