import { HandMade } from "./hand-made.ts";

/** Beginnings and words that many hand-made stories have in common. */

export const note = { more: "\n\nall my words" };
export const temporaryNote = {
  more: "\n\nThe ban is temporary by now: it ends on 2026-01-31.\n\nall my words",
};
export const again = "token-of-the-second-appeal-0123456789";
export const cutoffMs = 12_000;

export const invited = (story = new HandMade()) => story.ban().writes().says("invite").archives();
export const shortLived = () => invited(new HandMade(1, { cutoffMs }));
export const returned = () => shortLived().pass(20_000).writes();
