import { isSameName, type StoredEvent } from "@appealmod/core";
import type { AppealWatcher } from "@appealmod/db";

/** What moderators who watch are told of, in words of our own: nothing that anybody wrote is passed on. */
const told: Readonly<Record<string, string>> = {
  forwarded: "waits for a decision",
  "question-answered": "the redditor has answered your question",
  "decision-made": "a decision was taken",
  "decision-seconded": "a second moderator has agreed to the decision",
  "decision-taken-back": "the decision was taken back",
  "decision-carried-out": "the decision is carried out",
  "decision-refused": "the decision could not be carried out",
  "appeal-taken-over": "somebody else took it over",
  "appeal-closed": "it is over",
  "probation-over": "the probation is over",
};

/** One line of a message: parts that strangers chose are escaped by whoever writes it. */
export interface NotificationLine {
  readonly subreddit: string;
  readonly username: string;
  readonly what: string;
  readonly appealId: string;
  readonly watchers: readonly string[];
}

export function isTold({ event, appealId, subreddit, username }: StoredEvent): boolean {
  return Object.hasOwn(told, event) && Boolean(appealId && subreddit && username);
}

/** @returns `null` where nobody is to be told: whoever did it knows */
export function notificationLine(
  { event, appealId, subreddit, username, actor }: StoredEvent,
  all: readonly AppealWatcher[],
): NotificationLine | null {
  const what = told[event];
  if (what === undefined || !appealId || !subreddit || !username) return null;
  const isActor = (name: string) => actor.name !== undefined && isSameName(actor.name, name);
  const watchers = all
    .filter((watcher) => watcher.appealId === appealId && !isActor(watcher.username))
    .map((watcher) => watcher.username);
  return watchers.length === 0 ? null : { subreddit, username, what, appealId, watchers };
}
