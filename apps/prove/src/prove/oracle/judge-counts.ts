import { phaseAt } from "./ban-spans.ts";
import { meanwhile } from "./circumstances.ts";
import type { Say } from "./finding.ts";
import type { Scene } from "./scene.ts";
import { silencesBetween } from "./silences.ts";
import { standingAt } from "./standing.ts";
import { type BotItem, isOfDialogue, type Talk } from "./talk.ts";
import { longestUndisturbed } from "./undisturbed.ts";

/** What a community never gets more of for one appeal. */
const reminderCap = 5;

/** More of the same in one conversation is a bot that does not know its own words. */
const mostOfTheSame = 3;

/** A community's cutoff is reckoned with the bot's clock, and Reddit's may be set back by so much. */
const clockSlackMs = 4_000;

/** Who was left alone for so long while nothing was broken was in control. */
const silenceOfControlMs = 10_000;

const end = Number.POSITIVE_INFINITY;

interface Found {
  readonly talk: Talk;
  readonly item: BotItem;
}

/** What must not come too often: each text once where it belongs, one form for each ban, nothing without end. */
export function judgeCounts(scene: Scene, say: Say): void {
  const all = scene.talks.flatMap((talk) =>
    talk.items.flatMap((item): Found[] => (item.by === "bot" ? [{ talk, item }] : [])),
  );
  judgeRepeats(scene, all, say);
  judgeForms(scene, all, say);
  judgeDraw(scene, all, say);
  for (const talk of scene.talks) judgeEndlessness(talk, say);
}

function judgeRepeats(scene: Scene, all: readonly Found[], say: Say): void {
  const repeated = (word: string, keyOf: (found: Found) => string) => {
    const seen = new Set<string>();
    for (const found of all) {
      if (found.item.read.word !== word) continue;
      const key = keyOf(found);
      if (seen.has(key)) say("doubled", `${word} twice`, found.talk);
      seen.add(key);
    }
  };
  repeated("invite", ({ item }) => item.read.token ?? "");
  repeated("repeated-invite", ({ talk, item }) => `${talk.id} ${item.read.token}`);
  repeated("answers", ({ item }) => item.body);
  repeated("no-reason", ({ talk }) => talk.id);
  repeated("auto-responder", ({ item }) => item.body);
  repeated("pointer", ({ talk, item }) => `${talk.id} ${spanOf(scene, item.date)}`);
  repeated("final", ({ item }) => String(spanOf(scene, item.date)));
}

/** Which of the bans a date belongs to: the last one that had begun by then. */
function spanOf(scene: Scene, date: number): number {
  return scene.bans.findLastIndex(({ from }) => from < date);
}

function judgeForms(scene: Scene, all: readonly Found[], say: Say): void {
  const byToken = Map.groupBy(
    all
      .filter(({ item }) => item.read.token !== null)
      .toSorted((one, other) => one.item.date - other.item.date),
    ({ item }) => item.read.token ?? "",
  );
  const beginnings = [...byToken.values()].flatMap(([first]) => (first ? [first] : []));
  for (const [index, found] of beginnings.entries()) {
    const before = beginnings[index - 1];
    if (!before || spanOf(scene, before.item.date) !== spanOf(scene, found.item.date)) continue;
    const why = whyNotAnew(scene, before, found);
    if (why !== null) say("wrong", why, found.talk);
  }
  for (const founds of byToken.values()) {
    const reminders = founds.filter(({ item }) => item.read.word === "reminder");
    if (reminders.length > reminderCap)
      say("wrong", `${reminders.length} reminders for one appeal`, reminders[0]?.talk ?? null);
  }
}

/** Of two forms for one ban, why there should not have been a second; `null` where that is right. */
function whyNotAnew(scene: Scene, before: Found, found: Found): string | null {
  const ban = scene.bans[spanOf(scene, found.item.date)];
  // A date of its own makes a changed ban look like another one, and nobody can tell.
  if (ban && phaseAt(ban, found.item.date) !== phaseAt(ban, before.item.date))
    if (ban.phases.some(({ isRenewed }) => isRenewed)) return null;
  const isSent = scene.forms.some(
    ({ token, date }) => token === before.item.read.token && date < found.item.date,
  );
  const silences = silencesBetween(scene, before.item.date, found.item.date);
  const isOver = silences.some(({ ms }) => ms >= (scene.cutoffMs ?? end) - clockSlackMs);
  if (isOver && !isSent) return null;
  if (before.item.date < scene.renamedAt && scene.renamedAt < found.item.date)
    return "two forms for one ban, the account renamed in between";
  if (isSent) return "invited anew although the form of this ban was sent";
  if (scene.cutoffMs !== null) return "invited anew although the appeal before was not over";
  return "two forms for one ban";
}

/** A group is drawn once for each person: who was left alone is not spoken to under another name. */
function judgeDraw(scene: Scene, all: readonly Found[], say: Say): void {
  const spoken = all.filter(({ item }) => isOfDialogue(item));
  const first = spoken.toSorted((one, other) => one.item.date - other.item.date)[0];
  if (!first || !scene.isDrawn || !Number.isFinite(scene.renamedAt)) return;
  if (first.item.date < scene.renamedAt) return;
  for (const talk of scene.talks) {
    const asked = talk.items.find(({ by }) => by === "redditor");
    if (!asked || asked.date > scene.renamedAt) continue;
    const aloneMs = longestUndisturbed(
      scene,
      asked.date,
      scene.renamedAt,
      (date) => standingAt(scene, talk, date) === "contested",
    );
    if (aloneMs < silenceOfControlMs) continue;
    const told = meanwhile(scene, scene.talks, asked.date, first.item.date);
    say("wrong", `left alone at first, and spoken to under another name${told}`, first.talk);
    return;
  }
}

function judgeEndlessness(talk: Talk, say: Say): void {
  const texts = new Map<string, number>();
  let worst = 0;
  let words = 0;
  for (const item of talk.items) {
    // Whoever writes again may be answered in the same words again.
    if (item.by === "redditor") {
      words += 1;
      texts.clear();
    }
    if (item.by !== "bot") continue;
    const times = (texts.get(item.body) ?? 0) + 1;
    texts.set(item.body, times);
    worst = Math.max(worst, times);
  }
  if (worst > mostOfTheSame) say("wrong", `the same was posted ${worst} times`, talk);
  // Each answer, the first word and the last may be tried a few times.
  if (talk.refusedReplies > mostOfTheSame * (words + 2))
    say("wrong", `${talk.refusedReplies} replies were tried where Reddit refuses them`, talk);
}
