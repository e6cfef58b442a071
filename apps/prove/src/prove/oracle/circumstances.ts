import type { Scene } from "./scene.ts";
import type { Talk } from "./talk.ts";

/**
 * What happened to ban, account and conversation between two dates, for whoever looks for the cause
 * of a failure.
 *
 * @returns ` (meanwhile: …)`, or nothing where nothing happened
 */
export function meanwhile(scene: Scene, talks: readonly Talk[], from: number, to: number): string {
  const isBetween = (date: number) => from < date && date < to;
  const spokeThere = (by: string) =>
    talks.some(({ items: [_notice, ...items] }) =>
      items.some((item) => item.by === by && isBetween(item.date)),
    );
  const phases = scene.bans.flatMap((ban) => ban.phases.slice(1));
  const told: readonly (readonly [boolean, string])[] = [
    [
      phases.some((phase) => phase.days !== null && isBetween(phase.from)),
      "the ban was given an end",
    ],
    [
      phases.some((phase) => phase.days === null && isBetween(phase.from)),
      "the ban was made one for good",
    ],
    [scene.suspensions.some((span) => isBetween(span.from)), "the account was suspended"],
    [scene.suspensions.some((span) => isBetween(span.to)), "the account came back"],
    [scene.mutes.some((span) => isBetween(span.from)), "the redditor was muted"],
    [scene.refusals.some((span) => isBetween(span.from)), "replies to them were refused"],
    [isBetween(scene.renamedAt), "the account was renamed"],
    [isBetween(scene.deletedFrom), "the account was deleted"],
    [spokeThere("other-bot"), "another bot wrote"],
    [spokeThere("auto-responder"), "an auto-responder answered"],
    [spokeThere("human"), "a moderator wrote"],
  ];
  const happened = told.filter(([isSo]) => isSo).map(([, words]) => words);
  return happened.length === 0 ? "" : ` (meanwhile: ${happened.join(", ")})`;
}
