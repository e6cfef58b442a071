/**
 * What moderators can decide on the site:
 * - `lift`: the ban is lifted.
 * - `keep`: the ban stands, and the redditor is told so and why.
 * - `close`: the ban stands, and nothing is answered.
 */
export const moderatorDecisionKinds = ["lift", "keep", "close"] as const;
export type ModeratorDecisionKind = (typeof moderatorDecisionKinds)[number];

/**
 * - `pending`: stored; until it begins it can be taken back.
 * - `begun`: the bot is carrying it out.
 * - `done`: all of it is done.
 * - `taken-back`: by a moderator, before it began.
 * - `refused`: not carried out: another ban stands now, its moderator may not decide any more, or
 *   Reddit refused.
 */
export const moderatorDecisionStates = [
  "pending",
  "begun",
  "done",
  "taken-back",
  "refused",
] as const;
export type ModeratorDecisionState = (typeof moderatorDecisionStates)[number];
