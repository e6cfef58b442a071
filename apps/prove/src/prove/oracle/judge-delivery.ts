import { type BanSpan, banAt, phaseAt } from "./ban-spans.ts";
import { meanwhile } from "./circumstances.ts";
import type { Say } from "./finding.ts";
import type { FormSent, Scene } from "./scene.ts";
import { isWithin, reachesBeyond } from "./spans.ts";
import { isAnsweredBy, standingAt } from "./standing.ts";
import { type BotItem, isArchivedAt, lastTouched, lastWritten, type Talk } from "./talk.ts";
import { longestUndisturbed } from "./undisturbed.ts";

/** Within which people have a form, counted from the first moment when that is possible. */
const dueWithinMs = 60_000;

const end = Number.POSITIVE_INFINITY;

/** Where the answers to a form stand, as far as they do. */
export interface Delivery {
  readonly form: FormSent;
  readonly ban: BanSpan;
  /** Where the form's link was given first. */
  readonly home: Talk;
  /** Where the notes are; the home where there are none. */
  readonly place: Talk;
  readonly notes: readonly BotItem[];
  readonly missing: readonly string[];
  /** When all of it was there; `null` if it never was. */
  readonly notedAt: number | null;
}

/**
 * A form that was sent is before people within a minute of the first moment when that was possible,
 * whatever else happened: its answers stand in a private note, and the conversation is out of the
 * archive. Of whoever is suspended, and where a person answered, the note alone is owed; of whoever
 * is deleted or no longer banned, nothing.
 */
export function judgeDelivery(scene: Scene, say: Say): readonly Delivery[] {
  const deliveries = scene.forms.flatMap((form) => deliveryOf(scene, form) ?? []);
  for (const delivery of deliveries) {
    judgeNote(scene, delivery, say);
    judgeReturn(scene, delivery, say);
    judgeThanks(scene, delivery, say);
    judgeTime(scene, delivery, say);
  }
  return deliveries;
}

function deliveryOf(scene: Scene, form: FormSent): Delivery | null {
  const ban = banAt(scene.bans, form.date);
  const isOf = (item: BotItem) => item.read.token === form.token;
  const home = firstWith(scene.talks, isOf);
  if (!ban || !home) return null;
  const later = scene.forms.find(({ date }) => date > form.date)?.date ?? end;
  const found = scene.talks.flatMap((talk) =>
    botItems(talk)
      .filter(({ read, date }) => read.word === "answers" && form.date < date && date < later)
      .map((item) => ({ talk, item })),
  );
  const notes = found.map(({ item }) => item).sort((one, other) => one.date - other.date);
  const hasAll = (some: readonly BotItem[]) =>
    form.marks.every((mark) => some.some(({ body }) => body.includes(mark)));
  const whole = notes.findIndex((_, index) => hasAll(notes.slice(0, index + 1)));
  return {
    form,
    ban,
    home,
    place: found.at(-1)?.talk ?? home,
    notes,
    missing: form.marks.filter((mark) => !notes.some(({ body }) => body.includes(mark))),
    notedAt: notes[whole]?.date ?? null,
  };
}

function botItems(talk: Talk): readonly BotItem[] {
  return talk.items.flatMap((item) => (item.by === "bot" ? [item] : []));
}

function firstWith(talks: readonly Talk[], is: (item: BotItem) => boolean): Talk | null {
  const found = talks.flatMap((talk) =>
    botItems(talk)
      .filter(is)
      .map(({ date }) => ({ talk, date })),
  );
  return found.sort((one, other) => one.date - other.date)[0]?.talk ?? null;
}

/** Whether a note may be left then: nobody who is gone or no longer banned needs one. */
function isOwedAt({ deletedFrom }: Scene, { ban }: Delivery, date: number): boolean {
  return date <= deletedFrom && ban.from < date && date <= ban.to;
}

/** Whether the conversation has to come back as well, not the note alone. */
function isReturnOwedAt(scene: Scene, delivery: Delivery, date: number): boolean {
  const { place } = delivery;
  return (
    isOwedAt(scene, delivery, date) &&
    !isWithin(scene.suspensions, date) &&
    !isAnsweredBy("human", place, date) &&
    !isAnsweredBy("mute", place, date)
  );
}

function judgeNote(scene: Scene, delivery: Delivery, say: Say): void {
  const { form, home, place, notes, missing, notedAt } = delivery;
  if (notedAt === null && isOwedAt(scene, delivery, end)) {
    if (notes.length > 0)
      say("wrong", `the note lacks ${missing.length} answers: ${missing.join(", ")}`, home);
    else {
      const told = meanwhile(scene, scene.talks, heardAt(home, form), end);
      const kind = looksLikeLaterBan(scene, delivery) ? "ambiguous" : "lost";
      say(kind, `a form was sent, and no note has its answers${told}`, home);
    }
  }
  if (notedAt !== null) judgeNews(scene, delivery, notedAt, place, say);
}

/** A clock that ran ahead gave the ban a date after the form, and nothing else told it from another. */
function looksLikeLaterBan({ wallOf }: Scene, { ban, form }: Delivery): boolean {
  return ban.phases.some(
    ({ isRenewed, from }) => isRenewed && from < form.date && from > wallOf(form.date),
  );
}

/** When the link was given: what happened since may have kept the form from people. */
function heardAt(home: Talk, { token, date }: FormSent): number {
  return botItems(home).find(({ read }) => read.token === token)?.date ?? date;
}

/** A ban that has been given an end is not what the redditor was asked about: people are told. */
function judgeNews(
  scene: Scene,
  { notes, ban }: Delivery,
  notedAt: number,
  place: Talk,
  say: Say,
): void {
  const [first] = notes;
  if (!first) return;
  const phase = phaseAt(ban, first.date);
  if (phase.days === null || banAt(scene.bans, notedAt) !== ban) return;
  const isFresh =
    scene.wallOf(first.date) - scene.wallOf(phase.from) <= scene.slackAt(scene.wallOf(first.date));
  if (isFresh) return;
  const text = notes.map(({ body }) => body).join("\n");
  const endsAt = phase.from + phase.days * 86_400_000;
  if (!/temporar/i.test(text) || !namesDay(text, endsAt))
    say("wrong", "the note does not say that the ban is temporary by now, and until when", place);
}

/** In whatever way it is written; a day off is a matter of time zones. */
function namesDay(text: string, date: number): boolean {
  return [-1, 0, 1].some((off) => {
    const day = new Date(date + off * 86_400_000);
    const number = new RegExp(`(?<!\\d)0?${day.getUTCDate()}(?!\\d)`);
    return text.includes(String(day.getUTCFullYear())) && number.test(text);
  });
}

function judgeReturn(scene: Scene, delivery: Delivery, say: Say): void {
  const { form, place, notedAt } = delivery;
  if (notedAt === null || !place.isArchived || !isReturnOwedAt(scene, delivery, end)) return;
  if (waitsSinceSuspension(scene, place)) return;
  const said = botItems(place).findLast(
    ({ read, date }) => (read.word === "final" || read.word === "answers") && date > form.date,
  );
  if (lastTouched(place) >= (said?.date ?? notedAt)) return;
  const told = meanwhile(scene, scene.talks, heardAt(place, form), end);
  const kind = looksLikeLaterBan(scene, delivery) ? "ambiguous" : "lost";
  say(kind, `the conversation did not come back to the moderators${told}`, place);
}

/** The thank-you is left out where Reddit refuses it, and where its reader may not read it. */
function judgeThanks(scene: Scene, delivery: Delivery, say: Say): void {
  const { form, home, notedAt } = delivery;
  const standing = standingAt(scene, home, end);
  if (standing !== "contested" && standing !== "temporary-ban") return;
  if (!isOwedAt(scene, delivery, end)) return;
  const isUnreachable = [...scene.mutes, ...scene.refusals].some(({ to }) => to > form.date);
  if (isUnreachable || waitsSinceSuspension(scene, home)) return;
  // While it waited for its account the appeal may have come to its end: people have the answers.
  if (scene.cutoffMs !== null && reachesBeyond(scene.suspensions, form.date)) return;
  if (isAnsweredBy("mute", home, end)) return;
  // The appeal was opened where its redditor wrote first: the link may have reached them elsewhere.
  const isSaid = [home, delivery.place].some((talk) =>
    botItems(talk).some(({ read, date }) => read.word === "final" && date > form.date),
  );
  if (isSaid) return;
  if (wasForbidden(scene, form.date, notedAt ?? end))
    say("ambiguous", "a form was sent, and no final was while Reddit forbade it", home);
  else say("lost", "a form was sent, and no final was", home);
}

/** Whether Reddit forbade anything in that time. A word of courtesy is not tried for ever. */
function wasForbidden({ windows, wallOf }: Scene, from: number, to: number): boolean {
  return windows.some(
    (window) => window.isForbidding && window.from <= wallOf(to) && window.to >= wallOf(from),
  );
}

function judgeTime(scene: Scene, delivery: Delivery, say: Say): void {
  const { form, ban, place, notedAt } = delivery;
  const isDoneAt = (date: number) =>
    notedAt !== null &&
    notedAt <= date &&
    (!isArchivedAt(place, date) || !isReturnOwedAt(scene, delivery, date));
  const dates = [notedAt ?? end, ...place.items.map(({ date }) => date)];
  const doneAt = dates.filter(isDoneAt).sort((one, other) => one - other)[0];
  // What never came is lost, and told so; here only what became needless before it came.
  const ended = Math.min(scene.deletedFrom, ban.to);
  const until = Math.min(doneAt ?? ended, ended);
  if (!Number.isFinite(until)) return;
  const waitedMs = longestUndisturbed(
    scene,
    form.date,
    until,
    (date) =>
      isOwedAt(scene, delivery, date) &&
      (notedAt === null || date < notedAt || isReturnOwedAt(scene, delivery, date)),
  );
  if (waitedMs < dueWithinMs) return;
  const told = meanwhile(scene, scene.talks, heardAt(place, form), until);
  const waited = `${(waitedMs / 1000).toFixed(0)} s with nothing in its way`;
  if (doneAt === undefined) say("lost", `a form did not reach people in ${waited}${told}`, place);
  else say("overdue", `a form reached people after ${waited}${told}`, place);
}

/** Suspended since they last wrote: nothing told the bot that they are back. */
export function waitsSinceSuspension({ suspensions }: Scene, talk: Talk): boolean {
  return reachesBeyond(suspensions, lastWritten(talk));
}
