import type { Random } from "../random.ts";
import type { Step } from "./story.ts";

/** What many stories have in common. */

const banWords: Omit<Extract<Step, { do: "ban" }>, "do"> = {
  days: null,
  reason: "Rule 3",
  note: "left rubbish at the campsite",
  message: "You left your rubbish at the campsite twice.",
};

type BanWords = Partial<typeof banWords>;

export const ban = (words: BanWords = {}): Step => ({ do: "ban", ...banWords, ...words });

/** A ban that carries a reason in one of the places where moderators leave one. */
export function reasonedBan(random: Random): Step {
  return random.weighted([
    [6, ban()],
    [2, ban({ note: "", reason: "" })],
    [1, ban({ message: "" })],
    [1, ban({ message: "", reason: "" })],
  ]);
}

/** Mostly a moment, sometimes none, rarely long: races live in the short ones. */
export function pause(random: Random, mostMs = 3000): Step {
  return { do: "pause", ms: Math.floor(random.number() ** 3 * mostMs) };
}

export function appeal(random: Random): Step[] {
  return [
    random.weighted<Step>([
      [5, { do: "answer-notice" }],
      [2, { do: "compose" }],
    ]),
  ];
}

export function moreWords(random: Random, most: number, conversation = 0): Step[] {
  const count = random.between(0, most);
  return Array.from({ length: count }, (): Step[] => [
    { do: "write", conversation },
    pause(random),
  ]).flat();
}

export function form(random: Random): Step[] {
  return [
    { do: "await-invite" },
    pause(random),
    { do: "send-form", length: random.chance(0.15) ? "long" : "short" },
  ];
}

export function begin(random: Random): Step[] {
  return [reasonedBan(random), pause(random, 500), ...appeal(random), pause(random)];
}

export function quiet(random: Random): Step[] {
  return random.weighted<() => Step[]>([
    [2, () => []],
    [1, () => [{ do: "moderator-notes", conversation: 0 }]],
    [1, () => [{ do: "moderator-archives", conversation: 0 }]],
  ])();
}
