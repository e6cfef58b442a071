import { describe, expect, test } from "vitest";
import { judgeShare, judgeStrangers } from "../../src/prove/oracle/index.ts";
import { HandMade, run } from "./hand-made.ts";

const note = { more: "\n\nall my words" };
const invited = () => new HandMade().ban().writes().says("invite").archives();
const forwarded = () => invited().form().says("final").says("answers_note", note);

describe("nothing is found where all is right", () => {
  test.each<[string, HandMade]>([
    ["a ban that nobody answers", new HandMade().ban()],
    ["an invite", invited()],
    ["a reminder", invited().writes().says("reminder").archives()],
    ["a forwarded form", forwarded()],
    ["words after the form", forwarded().writes()],
    [
      "a long note in two parts",
      invited()
        .form(["one", "two"])
        .says("final")
        .says("answers_note", { more: "one" })
        .says("answers_note", { more: "two" }),
    ],
    ["a temporary ban", new HandMade().ban({ days: 30 }).writes()],
    ["a ban set by a machine", new HandMade().ban({ reason: "", note: "Autoba: spam" }).writes()],
    [
      "a ban without a reason",
      new HandMade().ban({ reason: "", message: "" }).writes().says("no_reason_note"),
    ],
    ["a human's answer", new HandMade().ban().writes().human()],
    ["a form after a human's answer", invited().human().form().says("answers_note", note)],
    ["another bot's answer", new HandMade().ban().writes().otherBot()],
    ["an unban", invited().unban().writes()],
    ["an account that is gone", new HandMade().ban().writes().gone()],
    ["nobody is banned", new HandMade().compose("second")],
    ["control", new HandMade(0).ban().writes()],
    ["perhaps control", new HandMade(0.7).ban().writes()],
    [
      "a second conversation",
      invited().compose("second").says("repeated_invite", { id: "second" }).archives("second"),
    ],
    [
      "a second conversation after the form",
      forwarded().compose("second").says("pointer_note", { id: "second" }),
    ],
    ["put back by a private note", invited().humanNotes()],
  ])("%s", (_, story) => {
    expect(story.findings()).toEqual([]);
  });
});

describe("what is lost is found", () => {
  test.each<[string, HandMade, string]>([
    ["the invite", new HandMade().ban().writes(), "lost: an appeal without an invite"],
    [
      "the invite of a second ban",
      forwarded().unban().ban().writes(),
      "lost: an appeal without an invite",
    ],
    [
      "the putting away",
      new HandMade().ban().writes().says("invite"),
      "lost: the conversation was not put away after the bot's word",
    ],
    ["a reminder", invited().writes(), "lost: a message of the redditor without a reminder"],
    [
      "the final",
      invited().form().says("answers_note", note),
      "lost: a form was sent, and no final was",
    ],
    [
      "the note",
      invited().form().says("final"),
      "lost: a form was sent, and no note has its answers",
    ],
    [
      "the note after a human's answer",
      invited().human().form(),
      "lost: a form was sent, and no note has its answers (meanwhile: a moderator wrote)",
    ],
    [
      "the way back",
      forwarded().archives(),
      "lost: the conversation did not come back to the moderators",
    ],
    [
      "the no-reason note",
      new HandMade().ban({ reason: "", message: "" }).writes(),
      "lost: no note says that the ban carries no reason",
    ],
    [
      "the pointer",
      forwarded().compose("second"),
      "lost: a second conversation without a pointer to the answers",
    ],
    [
      "the invite of a second conversation",
      invited().compose("second"),
      "lost: an appeal without an invite",
    ],
    [
      "half a treatment",
      new HandMade(0.7).ban().writes().says("invite").archives().writes(),
      "lost: a message of the redditor without a reminder",
    ],
  ])("%s", (_, story, finding) => {
    expect(story.findings("lost")).toContain(finding);
  });
});

describe("what is doubled is found", () => {
  test.each<[string, HandMade, string]>([
    ["an invite", invited().writes().says("invite").archives(), "doubled: invite twice"],
    [
      "an invite right after another",
      new HandMade().ban().writes().says("invite").says("invite").archives(),
      "doubled: invite right after invite",
    ],
    [
      "a reminder",
      invited().writes().says("reminder").says("reminder").archives(),
      "doubled: reminder right after reminder",
    ],
    ["a final", forwarded().says("final"), "doubled: final twice"],
    ["a note", forwarded().says("answers_note", note), "doubled: answers twice"],
    [
      "a no-reason note",
      new HandMade()
        .ban({ reason: "", message: "" })
        .writes()
        .says("no_reason_note")
        .says("no_reason_note"),
      "doubled: no-reason twice",
    ],
    [
      "a pointer",
      forwarded()
        .compose("second")
        .says("pointer_note", { id: "second" })
        .says("pointer_note", { id: "second" }),
      "doubled: pointer twice",
    ],
  ])("%s", (_, story, finding) => {
    expect(story.findings("doubled")).toContain(finding);
  });
});

describe("what is wrong is found", () => {
  const causeless = (word: string) => `wrong: ${word} where there was no cause for it`;
  test.each<[string, HandMade, string]>([
    [
      "an invite to control",
      new HandMade(0).ban().writes().says("invite").archives(),
      "wrong: the bot spoke to control",
    ],
    [
      "an invite in a temporary ban",
      new HandMade().ban({ days: 30 }).writes().says("invite"),
      causeless("invite"),
    ],
    [
      "an invite to somebody who is not banned",
      new HandMade().compose("second").says("invite", { id: "second" }),
      causeless("invite"),
    ],
    [
      "an invite after an unban",
      new HandMade().ban().writes().unban().says("invite"),
      causeless("invite"),
    ],
    [
      "an invite after a machine's ban",
      new HandMade().ban({ reason: "", note: "Autoba" }).writes().says("invite"),
      causeless("invite"),
    ],
    [
      "an invite after a human's answer",
      new HandMade().ban().writes().human().says("invite"),
      causeless("invite"),
    ],
    [
      "an invite after another bot's answer",
      new HandMade().ban().writes().otherBot().says("invite"),
      causeless("invite"),
    ],
    [
      "an invite to a deleted account",
      new HandMade().ban().writes().gone().says("invite"),
      causeless("invite"),
    ],
    [
      "an invite to somebody who has written nothing",
      new HandMade().ban().says("invite"),
      causeless("invite"),
    ],
    ["a reminder after the form", forwarded().writes().says("reminder"), causeless("reminder")],
    ["a final without a form", invited().says("final"), causeless("final")],
    ["a note without a form", invited().says("answers_note"), causeless("answers")],
    ["a pointer without a form", invited().says("pointer_note"), causeless("pointer")],
    [
      "a note about a reason that is there",
      new HandMade().ban().writes().says("no_reason_note"),
      causeless("no-reason"),
    ],
    [
      "putting away what nobody was told of",
      new HandMade().ban().writes().archives(),
      causeless("archive").replace("archive ", "archived "),
    ],
    [
      "a note that lacks an answer",
      invited().form(["one", "two"]).says("final").says("answers_note", { more: "one" }),
      "wrong: the note lacks 1 answers: two",
    ],
    [
      "a second form for one ban",
      invited().writes().says("invite", { of: "token-of-another-appeal-0123456789" }).archives(),
      "wrong: two forms for one ban",
    ],
    [
      "words that are no text",
      invited().saysStrangely(),
      "wrong: the bot wrote something that is none of its texts",
    ],
    [
      "a link that leads nowhere",
      invited().form([], "unknown"),
      "wrong: the link in the invite leads nowhere",
    ],
    [
      "a sixth reminder",
      Array.from({ length: 6 }).reduce<HandMade>(
        (story) => story.writes().says("reminder").archives(),
        invited(),
      ),
      "wrong: 6 reminders for one appeal",
    ],
  ])("%s", (_, story, finding) => {
    expect(story.findings("wrong")).toContain(finding);
  });

  test("work in a conversation that belongs to no story", () => {
    const story = new HandMade().ban().writes();
    expect(judgeStrangers(run, [story.view()])).toEqual([]);
    expect(judgeStrangers(run, [story.archives().view()])).toHaveLength(1);
  });

  test("a share of treatment that chance does not allow", () => {
    expect(judgeShare(70, 100, 0.7)).toBeNull();
    expect(judgeShare(30, 100, 0.7)?.class).toBe("wrong");
    expect(judgeShare(99, 100, 1)?.class).toBe("wrong");
    expect(judgeShare(1, 100, 0)?.class).toBe("wrong");
  });
});

test("a race that nobody could win is told, and is no failure", () => {
  const story = new HandMade().ban().writes().unban().pass(-2_000).says("invite");
  expect(story.findings()).toEqual([
    "ambiguous: invite where there was no cause for it, a moment after the cause was gone",
  ]);
});

test("what a person put away before the bot saw it is told, and is no failure", () => {
  expect(new HandMade().ban().writes().humanArchives().findings()).toEqual([
    "ambiguous: put away by a person before the bot saw it",
  ]);
});

test("what took long while nothing was broken is told, and is no failure", () => {
  expect(new HandMade().ban().writes().pass(60_000).says("invite").archives().findings()).toEqual([
    "late: message to invite took 63.0 s",
  ]);
});

test("while something is broken things may take longer, and not for ever", () => {
  const waits = (ms: number) => new HandMade().ban().writes().pass(ms).says("invite").archives();
  const isBroken = { windows: [{ from: 0, to: Number.MAX_SAFE_INTEGER }] };
  expect(waits(60_000).findings(undefined, isBroken)).toEqual([]);
  expect(waits(200_000).findings(undefined, isBroken)).toEqual([
    "late: message to invite took 203.0 s",
  ]);
});

test("a form that is sent just when the clock is set ahead does not look a day old", () => {
  const dayMs = 86_400_000;
  const story = invited().form();
  const sentAt = story.newestDeed();
  story.pass(dayMs).says("final").says("answers_note", note);
  const shifts = [{ date: sentAt, offsetMs: dayMs }];
  expect(story.findings(undefined, { shifts })).toEqual([]);
  expect(story.findings(undefined, { shifts: [] })).toEqual([
    "overdue: a form reached people after 86406 s with nothing in its way",
    "late: form to note took 86406.0 s",
  ]);
});
