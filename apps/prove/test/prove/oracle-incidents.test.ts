import { describe, expect, test } from "vitest";
import { judgeReports } from "../../src/prove/oracle/index.ts";
import { HandMade, read, run } from "./hand-made.ts";
import {
  again,
  cutoffMs,
  invited,
  note,
  returned,
  shortLived,
  temporaryNote,
} from "./hand-made-stories.ts";

describe("nothing is found where all is right, whatever happens to ban and account", () => {
  test.each<[string, HandMade]>([
    [
      "a ban that is given an end after the invite",
      invited().changeBan(30).form().says("final").says("answers_note", temporaryNote),
    ],
    ["a ban that is given an end, and no form", invited().changeBan(30).writes()],
    [
      "a reminder in a ban that was given an end",
      invited().changeBan(30).writes().says("reminder").archives(),
    ],
    [
      "a ban that is given an end when the note was written already",
      invited().form().says("final").changeBan(30).pass(-6_000).says("answers_note", note),
    ],
    [
      "a ban that is for good again",
      invited().changeBan(30).changeBan(null).form().says("final").says("answers_note", note),
    ],
    [
      "a temporary ban that is made one for good",
      new HandMade().ban({ days: 9 }).writes().changeBan(null),
    ],
    [
      "words after a ban was made one for good",
      new HandMade().ban({ days: 9 }).writes().changeBan(null).writes().says("invite").archives(),
    ],
    [
      "a second form for a ban that bears a date of its own",
      invited()
        .changeBan(9)
        .changeBan(null, true)
        .writes()
        .says("invite", { of: again })
        .archives(),
    ],
    ["a suspension before the first look", new HandMade().ban().writes().suspended()],
    ["a suspension after the invite", invited().suspended()],
    [
      "the note of a suspended account, and nothing else",
      invited().suspended().form().says("answers_note", note),
    ],
    [
      "the return of a suspended account, and its words",
      invited()
        .suspended()
        .form()
        .says("answers_note", note)
        .unsuspended()
        .writes()
        .says("final")
        .unarchives(),
    ],
    [
      "a reminder after the return",
      invited().suspended().unsuspended().writes().says("reminder").archives(),
    ],
    [
      "refused replies: the note alone, and back",
      invited().refused().form().says("answers_note", note).unarchives(),
    ],
    ["refused replies before the invite", new HandMade().ban().refused().writes()],
    ["a mute before the form", invited().muted().form().says("answers_note", note).unarchives()],
    [
      "a mute before the form, and the thank-you when it ends",
      invited().muted(true).form().says("answers_note", note).unmuted().says("final"),
    ],
    ["a mute from the conversation", invited().mutedHere().form().says("answers_note", note)],
    ["a new name", invited().renamed().form().says("final").says("answers_note", note)],
    [
      "private notes of another bot",
      new HandMade()
        .ban()
        .writes()
        .otherBotNotes()
        .says("invite")
        .archives()
        .otherBotNotes()
        .form()
        .says("final")
        .says("answers_note", note),
    ],
    [
      "a public answer of AutoModerator",
      new HandMade().ban().writes().autoModerator().says("invite").archives(),
    ],
    ["a public answer of AutoModerator after the invite", invited().autoModerator()],
    ["another bot's public answer after the invite", invited().otherBot()],
    [
      "another bot's public answer before the form",
      invited().otherBot().form().says("answers_note", note),
    ],
    [
      "a report of somebody who answers everybody within seconds",
      new HandMade().ban().writes().human().says("auto_responder_note"),
    ],
    ["whoever writes again after the end", returned().says("invite", { of: again }).archives()],
    [
      "whoever writes again after two ends",
      returned()
        .says("invite", { of: again })
        .archives()
        .pass(20_000)
        .writes()
        .says("invite", { of: "token-of-the-third-appeal-0123456789" })
        .archives(),
    ],
    [
      "two messages after the end, and one invite",
      returned().pass(-2_900).writes().says("invite", { of: again }).archives(),
    ],
    ["whoever writes again in time", shortLived().writes().says("reminder").archives()],
    [
      "the end of an appeal that was sent",
      shortLived().form().says("final").says("answers_note", note).pass(20_000).writes(),
    ],
    [
      "a second conversation after the end of an appeal that was sent",
      shortLived().form().says("final").says("answers_note", note).pass(20_000).compose("second"),
    ],
    [
      "an appeal that ended while its account was suspended, its form noted",
      shortLived()
        .suspended()
        .form()
        .says("answers_note", note)
        .pass(20_000)
        .unsuspended()
        .writes(),
    ],
    [
      "old mail where the bot could not work in time",
      new HandMade(1, { cutoffMs }).ban().writes().pass(60_000),
    ],
    ["an account that is deleted soon after the form", invited().form().gone()],
    ["an unban soon after the form", invited().form().unban()],
  ])("%s", (name, story) => {
    const isBroken = { windows: [{ from: 0, to: Number.MAX_SAFE_INTEGER }] };
    expect(story.findings(undefined, name.startsWith("old mail") ? isBroken : {})).toEqual([]);
  });
});

describe("words that became old mail while the bot was behind", () => {
  const story = () => new HandMade(1, { cutoffMs }).ban().writes().pass(60_000);
  const written = Date.UTC(2026, 0, 1) + 6_000;

  test("are ambiguous where another redditor waited for longer than the cutoff", () => {
    const waits = [{ from: written - 10_000, to: written + cutoffMs + 5_000 }];
    expect(story().findings("lost", { waits })).toEqual([]);
    expect(story().findings("ambiguous", { waits })).toEqual([
      "ambiguous: the community's cutoff was over before the bot got so far",
    ]);
  });

  test("are lost where the bot answered others in time, or was behind at another time", () => {
    for (const wait of [
      { from: written - 10_000, to: written + cutoffMs - 2_000 },
      { from: written + 30_000, to: written + 90_000 },
    ])
      expect(story().findings("lost", { waits: [wait] })).toEqual([
        "lost: an appeal without an invite",
      ]);
  });
});

test("an invite to an account that was suspended while all were waiting is ambiguous", () => {
  const written = Date.UTC(2026, 0, 1) + 6_000;
  const story = new HandMade().ban().writes().pass(61_000).suspended().pass(9_000).says("invite");
  const waits = [{ from: written - 5_000, to: written + 70_000 }];
  expect(story.findings("wrong", { waits })).toEqual([]);
  expect(story.findings("ambiguous", { waits })).toEqual([
    "ambiguous: invite to an account that is suspended, a moment after the cause was gone",
  ]);
  const early = [{ from: written - 5_000, to: written + 20_000 }];
  expect(story.findings("wrong", { waits: early })).toHaveLength(1);
});

describe("what must not be said is found", () => {
  test.each<[string, HandMade, string]>([
    [
      "a reminder to a suspended account",
      invited().writes().suspended().says("reminder"),
      "wrong: reminder to an account that is suspended",
    ],
    [
      "a final to a suspended account",
      invited().suspended().form().says("final").says("answers_note", note),
      "wrong: final to an account that is suspended",
    ],
    [
      "an invite in a ban that was given an end before",
      new HandMade().ban().changeBan(30).writes().says("invite"),
      "wrong: invite where there was no cause for it",
    ],
    [
      "a second form under another name",
      invited().renamed().writes().says("invite", { of: again }).archives(),
      "wrong: two forms for one ban, the account renamed in between",
    ],
    [
      "an invite under another name to whoever was left alone",
      new HandMade(0.7).ban().writes().pass(20_000).renamed().writes().says("invite").archives(),
      "wrong: left alone at first, and spoken to under another name (meanwhile: the account was renamed)",
    ],
    [
      "a second invite before the first appeal was over",
      shortLived().writes().says("invite", { of: again }).archives(),
      "wrong: invited anew although the appeal before was not over",
    ],
    [
      "a third appeal without a second end",
      returned()
        .says("invite", { of: again })
        .archives()
        .writes()
        .says("invite", { of: "token-of-the-third-appeal-0123456789" })
        .archives(),
      "wrong: invited anew although the appeal before was not over",
    ],
    [
      "an invite to an account that wrote long before it was suspended",
      new HandMade().ban().writes().pass(61_000).suspended().pass(9_000).says("invite"),
      "wrong: invite to an account that is suspended",
    ],
    [
      "an invite after the form of this ban",
      shortLived()
        .form()
        .says("final")
        .says("answers_note", note)
        .pass(20_000)
        .writes()
        .says("invite", { of: again }),
      "wrong: invited anew although the form of this ban was sent",
    ],
    [
      "the old link after the end",
      returned().says("reminder").archives(),
      "wrong: the link of an appeal that was over, to whoever wrote again",
    ],
    [
      "a form that was closed while its ban stands",
      invited().suspended().form([], "closed"),
      "wrong: a form was closed although its ban stands (meanwhile: the account was suspended)",
    ],
    [
      "a report of nobody who answers",
      new HandMade(0).ban().writes().says("auto_responder_note"),
      "wrong: auto-responder where there was no cause for it",
    ],
    [
      "the same private note again and again",
      Array.from({ length: 4 }).reduce<HandMade>(
        (story) => story.says("answers_note", note),
        invited().form().says("final"),
      ),
      "wrong: the same was posted 4 times",
    ],
    [
      "replies that Reddit refuses, again and again",
      invited().refused().form().says("answers_note", note).refusedReplies(25),
      "wrong: 25 replies were tried where Reddit refuses them",
    ],
  ])("%s", (_, story, finding) => {
    expect(story.findings("wrong")).toContain(finding);
  });
});

test("a first answer to whoever was suspended just after they wrote is a race", () => {
  const answered = () =>
    new HandMade().ban().writes().suspended().pass(9_000).says("invite").archives();
  expect(answered().findings("wrong")).toEqual([]);
  expect(answered().findings("ambiguous")).toEqual([
    "ambiguous: invite to an account that is suspended, a moment after the cause was gone",
    "ambiguous: archived where there was no cause for it, a moment after the cause was gone",
  ]);
  const reminded = invited().writes().suspended().pass(9_000).says("reminder");
  expect(reminded.findings("wrong")).toEqual(["wrong: reminder to an account that is suspended"]);
});

test("a late invite under another name is no second draw where everybody is in treatment", () => {
  const story = new HandMade().ban().writes().pass(20_000).renamed().says("invite").archives();
  expect(story.findings("wrong")).toEqual([]);
});

test("two messages after the end that heard nothing are found", () => {
  expect(returned().writes().findings()).toContain(
    "lost: whoever wrote again after the end of an unsent appeal was not invited once more",
  );
});

test("the old link to whoever wrote at the very end is no failure", () => {
  const story = shortLived().pass(13_000).writes().says("reminder").archives();
  expect(story.findings()).toEqual([]);
});

test("whoever wrote again after the end and heard nothing is found", () => {
  expect(returned().findings()).toContain(
    "lost: whoever wrote again after the end of an unsent appeal was not invited once more",
  );
});

test("what was written before a suspension, and never since, is told, and is no failure", () => {
  expect(new HandMade().ban().writes().suspended().unsuspended().findings()).toEqual([
    "ambiguous: nothing was written since the suspension ended",
  ]);
});

test("a message under another name that nobody answered is found", () => {
  expect(invited().renamed().writes().findings()).toContain(
    "lost: a message of the redditor without a reminder",
  );
});

test("a report of one account in two conversations of a community is found", () => {
  const reported = () => new HandMade().ban().writes().human().says("auto_responder_note");
  const once = [reported().evidence()];
  expect(judgeReports(run, once, read)).toEqual([]);
  expect(judgeReports(run, [...once, reported().evidence()], read)).toMatchObject([
    { class: "doubled", what: "an account that answers everybody was reported 2 times" },
  ]);
});

test("a form that looks older than a ban whose date came from a clock that ran ahead is told", () => {
  const story = invited().changeBan(9, true).changeBan(null).form();
  expect(story.findings("lost")).toHaveLength(2);
  const shifts = [{ date: Date.UTC(2026, 0, 1), offsetMs: 3_600_000 }];
  expect(story.findings("ambiguous", { shifts })).toEqual([
    "ambiguous: a form was sent, and no note has its answers (meanwhile: the ban was given an end, the ban was made one for good)",
  ]);
});

test("a conversation archived after its form looked older than the ban, by such a clock, is told", () => {
  const story = invited().changeBan(9, true).changeBan(null).form();
  story.says("final").says("answers_note", { more: "all my words" }).unarchives();
  story.writes().says("invite").archives();
  const came = "the conversation did not come back to the moderators";
  expect(story.findings("lost")).toEqual([expect.stringContaining(`lost: ${came}`)]);
  const shifts = [{ date: Date.UTC(2026, 0, 1), offsetMs: 3_600_000 }];
  expect(story.findings("lost", { shifts })).toEqual([]);
  expect(story.findings("ambiguous", { shifts })).toEqual([
    expect.stringContaining(`ambiguous: ${came}`),
  ]);
});

test("a second ban that looks older than the form about the first, by a clock that is behind, is told", () => {
  const story = invited().form().says("final").says("answers_note", note).unarchives();
  story.unban().ban().writes();
  expect(story.findings("lost")).toEqual(["lost: an appeal without an invite"]);
  const shifts = [{ date: Date.UTC(2026, 0, 1), offsetMs: -3_600_000 }];
  expect(story.findings("lost", { shifts })).toEqual([]);
  expect(story.findings("ambiguous", { shifts })).toContain(
    "ambiguous: an appeal without an invite",
  );
});

test("a form that was sent before its ban got another date is lost all the same", () => {
  expect(invited().form().changeBan(9, true).findings("lost")).toEqual([
    "lost: a form was sent, and no note has its answers (meanwhile: the ban was given an end)",
    "lost: a form was sent, and no final was",
  ]);
});
