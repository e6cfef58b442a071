import type { ConversationView } from "@appealmod/reddit-simulator/testing";
import type { Deed, Moment, RunEvidence, StoryEvidence } from "../stories/evidence.ts";
import type { ReadWord } from "./bot-words.ts";

/** One thing that stands in a conversation, by who put it there. */
export type Item =
  | {
      readonly by: "redditor" | "human" | "other-bot";
      readonly date: number;
      readonly isPrivate: boolean;
    }
  | {
      readonly by: "bot";
      readonly date: number;
      readonly isPrivate: boolean;
      readonly body: string;
      readonly read: ReadWord;
    }
  | {
      readonly by: "bot-move" | "human-move";
      readonly date: number;
      readonly move: "archive" | "unarchive";
    };

export type BotItem = Extract<Item, { by: "bot" }>;

/** A conversation of the story, as the oracle sees it. */
export interface Talk {
  readonly id: string;
  readonly beganWithNotice: boolean;
  readonly noticeHasQuote: boolean;
  readonly isArchived: boolean;
  /** In order; the first message included. */
  readonly items: readonly Item[];
}

/** A stretch of time in which the redditor was banned. */
export interface BanSpan {
  readonly from: number;
  readonly to: number;
  readonly isTemporary: boolean;
  /** As moderators see it in the list of bans: reason and note in one. */
  readonly note: string;
}

export interface FormSent {
  readonly token: string;
  readonly date: number;
  readonly marks: readonly string[];
}

/** Everything the oracle knows of one story, put in order. */
export interface Scene {
  readonly talks: readonly Talk[];
  readonly bans: readonly BanSpan[];
  readonly forms: readonly FormSent[];
  /** When the account was deleted or suspended; infinity if never. */
  readonly goneFrom: number;
  /** Dates at which people did something, oldest first. */
  readonly happenings: readonly number[];
  /** Real time of a date of the pretend Reddit. */
  readonly wallOf: (date: number) => number;
  /** How much older than a date of the real clock the sight may be that the bot acted on. */
  readonly slackAt: (wall: number) => number;
}

type WordReader = (body: string, isPrivate: boolean) => ReadWord;

const archived = 2;

export function setScene(run: RunEvidence, evidence: StoryEvidence, read: WordReader): Scene {
  const talks = evidence.conversations.map((view) => talkOf(run, view, read));
  const bans = banSpans(evidence.deeds);
  const forms = evidence.deeds.flatMap(({ form, at }) =>
    form?.outcome === "submitted"
      ? [{ token: form.token, marks: form.marks, date: justAfter(at) }]
      : [],
  );
  const gone = evidence.deeds.find(
    ({ step }) => step.do === "delete-account" || step.do === "suspend-account",
  );
  const goneFrom = gone ? justAfter(gone.at) : Number.POSITIVE_INFINITY;
  const people = talks.flatMap(({ items }) =>
    items.filter(({ by }) => by !== "bot" && by !== "bot-move").map(({ date }) => date),
  );
  const happenings = [
    ...people,
    ...bans.flatMap(({ from, to }) => [from, to]),
    ...forms.map(({ date }) => date),
    goneFrom,
  ]
    .filter(Number.isFinite)
    .sort((one, other) => one - other);
  // What is dated just after the last event before a shift still bears the old clock's date.
  const wallOf = (date: number) =>
    date - (run.shifts.findLast((shift) => shift.date + afterEventMs < date)?.offsetMs ?? 0);
  const slackAt = (wall: number) =>
    run.windows.some(({ from, to }) => from <= wall && wall <= to)
      ? run.slackMs.broken
      : run.slackMs.calm;
  return { talks, bans, forms, goneFrom, happenings, wallOf, slackAt };
}

function talkOf(run: RunEvidence, view: ConversationView, read: WordReader): Talk {
  const isNamed = (names: readonly string[], name: string) =>
    names.some((one) => one.toLowerCase() === name.toLowerCase());
  const messages = view.messages.map(({ author, side, body, isInternal, date }): Item => {
    if (side === "user") return { by: "redditor", date, isPrivate: false };
    if (isNamed(run.bots, author))
      return { by: "bot", date, isPrivate: isInternal, body, read: read(body, isInternal) };
    const by = isNamed(run.otherBots, author) ? "other-bot" : "human";
    return { by, date, isPrivate: isInternal };
  });
  const moves = view.actions
    .filter(({ type }) => type === 2 || type === 3)
    .map(
      ({ author, type, date }): Item => ({
        by: isNamed(run.bots, author) ? "bot-move" : "human-move",
        date,
        move: type === 2 ? "archive" : "unarchive",
      }),
    );
  return {
    id: view.id,
    beganWithNotice: view.isAuto && view.messages[0]?.side === "moderator",
    noticeHasQuote: /^> .*\S/m.test(view.messages[0]?.body ?? ""),
    isArchived: view.state === archived,
    items: [...messages, ...moves].sort((one, other) => one.date - other.date),
  };
}

function banSpans(deeds: readonly Deed[]): BanSpan[] {
  const spans: BanSpan[] = [];
  for (const [index, { step, at }] of deeds.entries()) {
    if (step.do !== "ban") continue;
    const lifted = deeds.slice(index + 1).find((later) => later.step.do === "unban");
    spans.push({
      from: justAfter(at),
      to: lifted ? justAfter(lifted.at) : Number.POSITIVE_INFINITY,
      isTemporary: step.days !== null,
      note: [step.reason, step.note].filter((part) => part !== "").join(": "),
    });
  }
  return spans;
}

/** Between an event and the next: no two are nearer than a millisecond. */
const afterEventMs = 0.5;

/** The earliest that a deed can have taken effect: between two events of the pretend Reddit. */
function justAfter({ after }: Moment): number {
  return after + afterEventMs;
}
