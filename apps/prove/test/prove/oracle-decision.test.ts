import { describe, expect, test } from "vitest";
import type { HandMade } from "./hand-made.ts";
import { invited } from "./hand-made-stories.ts";

const takeBackMs = 31_000;

/** A decision that can be taken back no more. */
const decided = (kind?: "lift" | "keep" | "close") => invited().decided(kind).pass(takeBackMs);
const whole = () => decided().unbansByBot().answersDecision().notesDecision().archives();

describe("a moderator's decision", () => {
  test.each<[string, HandMade]>([
    ["is carried out", whole()],
    ["keeps a ban", decided("keep").answersDecision().notesDecision().archives()],
    ["closes without an answer", decided("close").notesDecision().archives()],
    ["is taken back", invited().decided().takenBack().pass(takeBackMs)],
    ["is overtaken by hand", invited().decided().unban().pass(takeBackMs)],
    ["is overtaken by another ban", invited().decided().unban().bannedAgain().pass(takeBackMs)],
    ["loses its decider", invited().decided().deciderRemoved().pass(takeBackMs)],
    [
      "gives up an answer that Reddit refuses",
      invited().refused().decided().pass(takeBackMs).unbansByBot().notesDecision(),
    ],
    ["is followed by another ban", whole().bannedAgain()],
  ])("that %s is right", (_, story) => {
    expect(story.findings()).toEqual([]);
  });

  test.each<[string, HandMade, string]>([
    [
      "a lift that never came",
      decided().answersDecision().notesDecision(),
      "lost: a ban that was to be lifted stands",
    ],
    [
      "a missing note",
      decided().unbansByBot().answersDecision(),
      "lost: no note tells of a decision",
    ],
    [
      "a missing answer",
      decided().unbansByBot().notesDecision(),
      "lost: a decision without its answer",
    ],
    ["two answers", whole().answersDecision(), "doubled: the answer of a decision twice"],
    ["two notes", whole().notesDecision(), "doubled: the note about a decision twice"],
    ["two unbans", whole().unbansByBot(), "doubled: a ban lifted twice for one decision"],
    [
      "a ban that is lifted to keep it",
      decided("keep").answersDecision().notesDecision().unbansByBot(),
      "wrong: lifted a ban to keep it",
    ],
    [
      "an answer to a closing",
      decided("close").answersDecision().notesDecision(),
      "wrong: answered where nothing was to be",
    ],
    [
      "haste",
      invited().decided().unbansByBot().answersDecision().notesDecision(),
      "wrong: a decision was begun while it could be taken back",
    ],
    [
      "deafness",
      invited().decided().takenBack().pass(takeBackMs).unbansByBot(),
      "wrong: carried out a decision after: take-back",
    ],
    [
      "a decider who was removed",
      invited().decided().deciderRemoved().pass(takeBackMs).notesDecision(),
      "wrong: carried out a decision after: remove-decider",
    ],
    [
      "a later ban that is lifted",
      invited().decided().pass(takeBackMs).unban().bannedAgain().unbansByBot(),
      "wrong: a later ban was lifted",
    ],
    [
      "a later ban that is lifted, though it was in time",
      invited().decided().unban().bannedAgain().pass(takeBackMs).unbansByBot(),
      "wrong: a later ban was lifted",
    ],
  ])("%s is found", (_, story, finding) => {
    expect(story.findings()).toContain(finding);
  });
});
