import type { Finding, FindingClass } from "./finding.ts";
import type { BotItem, Scene, Talk } from "./scene.ts";
import { type Justification, justify, type Standing, standingAt } from "./standing.ts";

/** What a community never gets more of for one appeal. */
const reminderCap = 5;

interface Found {
  readonly talk: Talk;
  readonly item: BotItem;
}

/** Holds everything that the bot did in a story against what it might do: once each, and rightly. */
export function judgeEffects(scene: Scene): Finding[] {
  const findings: Finding[] = [];
  const say = (kind: FindingClass, what: string, talk: Talk | null) =>
    findings.push({ class: kind, what, conversationId: talk?.id ?? null });
  const all = scene.talks.flatMap((talk) =>
    talk.items.flatMap((item): Found[] => (item.by === "bot" ? [{ talk, item }] : [])),
  );
  for (const { talk, item } of all) {
    const { word } = item.read;
    if (word === "unknown") say("wrong", "the bot wrote something that is none of its texts", talk);
    else weigh(permission(scene, talk, item), `${word} where there was no cause for it`, talk, say);
  }
  for (const talk of scene.talks) {
    for (const item of talk.items)
      if (item.by === "bot-move")
        weigh(
          moveIsRight(scene, talk, item.move, item.date),
          `${item.move}d where there was no cause for it`,
          talk,
          say,
        );
    judgeTurns(talk, say);
  }
  judgeCounts(scene, all, say);
  return findings;
}

type Say = (kind: FindingClass, what: string, talk: Talk | null) => void;

function weigh(justification: Justification, what: string, talk: Talk, say: Say): void {
  if (justification === "wrong") say("wrong", what, talk);
  if (justification === "race")
    say("ambiguous", `${what}, a moment after the cause was gone`, talk);
}

function permission(scene: Scene, talk: Talk, item: BotItem): Justification {
  const isStanding =
    (...allowed: Standing[]) =>
    (date: number) =>
      allowed.includes(standingAt(scene, talk, date));
  const isContested = isStanding("contested");
  const isSent = (date: number) => scene.forms.some((form) => form.date < date);
  switch (item.read.word) {
    case "invite":
    case "repeated-invite":
    case "reminder":
      return justify(
        scene,
        item.date,
        (date) => isContested(date) && !isSentFor(scene, item.read.token, date),
      );
    case "final":
    case "pointer":
      return justify(scene, item.date, (date) => isContested(date) && isSent(item.date));
    case "answers": {
      const isOpen = isStanding("contested", "human-answered");
      return justify(scene, item.date, (date) => isOpen(date) && isSent(item.date));
    }
    case "no-reason":
      return justify(scene, item.date, isStanding("no-reason"));
    case "unknown":
      return "wrong";
  }
}

function isSentFor(scene: Scene, token: string | null, date: number): boolean {
  return scene.forms.some((form) => form.token === token && form.date < date);
}

function moveIsRight(
  scene: Scene,
  talk: Talk,
  move: "archive" | "unarchive",
  date: number,
): Justification {
  const isContested = (when: number) => standingAt(scene, talk, when) === "contested";
  if (move === "unarchive")
    return justify(
      scene,
      date,
      (when) => isContested(when) && scene.forms.some((form) => form.date < date),
    );
  const word = talk.items.findLast(
    (item) => item.by === "bot" && !item.isPrivate && item.date < date,
  );
  if (word?.by !== "bot") return "wrong";
  if (word.read.word === "final") return "wrong";
  return justify(
    scene,
    date,
    (when) => isContested(when) && !isSentFor(scene, word.read.token, when),
  );
}

/** Whoever has just heard of the form is not told of it again before they have written. */
function judgeTurns(talk: Talk, say: Say): void {
  let last: BotItem | null = null;
  for (const item of talk.items) {
    if (item.by === "redditor") last = null;
    if (item.by !== "bot" || item.isPrivate) continue;
    const isLink = item.read.word !== "final" && item.read.word !== "unknown";
    if (isLink && last && last.read.token === item.read.token)
      say("doubled", `${item.read.word} right after ${last.read.word}`, talk);
    last = item;
  }
}

function judgeCounts(scene: Scene, all: readonly Found[], say: Say): void {
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
  repeated("pointer", ({ talk, item }) => `${talk.id} ${spanOf(scene, item.date)}`);
  repeated("final", ({ item }) => String(spanOf(scene, item.date)));

  const invites = all.filter(({ item }) => item.read.token !== null);
  const tokens = new Map<string, Found[]>();
  for (const found of invites) {
    const token = found.item.read.token ?? "";
    tokens.set(token, [...(tokens.get(token) ?? []), found]);
  }
  const beginnings = [...tokens.values()].flatMap(([first]) => (first ? [first] : []));
  const spans = new Set<number>();
  for (const { talk, item } of beginnings) {
    const span = spanOf(scene, item.date);
    if (spans.has(span)) say("wrong", "two forms for one ban", talk);
    spans.add(span);
  }
  for (const founds of tokens.values()) {
    const reminders = founds.filter(({ item }) => item.read.word === "reminder");
    if (reminders.length > reminderCap)
      say("wrong", `${reminders.length} reminders for one appeal`, reminders[0]?.talk ?? null);
  }
}

/** Which of the bans a date belongs to: the last one that had begun by then. */
function spanOf(scene: Scene, date: number): number {
  return scene.bans.findLastIndex(({ from }) => from < date);
}
