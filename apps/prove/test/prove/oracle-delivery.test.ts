import { describe, expect, test } from "vitest";
import type { HandMade } from "./hand-made.ts";
import { invited, note } from "./hand-made-stories.ts";

describe("a form that did not reach people is found, with what happened meanwhile", () => {
  const lost = (words: string) =>
    `lost: a form was sent, and no note has its answers (meanwhile: ${words})`;
  const stays = (words: string) =>
    `lost: the conversation did not come back to the moderators (meanwhile: ${words})`;
  test.each<[string, HandMade, string]>([
    ["a ban with an end", invited().changeBan(30).form(), lost("the ban was given an end")],
    ["a suspension", invited().suspended().form(), lost("the account was suspended")],
    [
      "a suspension that ended",
      invited().suspended().form().unsuspended().writes(),
      lost("the account was suspended, the account came back"),
    ],
    [
      "a suspension after the form",
      invited().form().suspended(),
      lost("the account was suspended"),
    ],
    ["refused replies", invited().refused().form(), lost("replies to them were refused")],
    [
      "a mute",
      invited().muted(true).form(),
      lost("the redditor was muted, replies to them were refused"),
    ],
    ["a mute from the conversation", invited().mutedHere().form(), lost("the redditor was muted")],
    ["a new name", invited().renamed().form(), lost("the account was renamed")],
    ["another bot's note", invited().otherBotNotes().form(), lost("another bot wrote")],
    ["another bot's answer", invited().otherBot().form(), lost("another bot wrote")],
    [
      "AutoModerator's answer",
      invited().autoModerator().form(),
      lost("an auto-responder answered"),
    ],
    [
      "refused replies, and left in the archive",
      invited().refused().form().says("answers_note", note).archives(),
      stays("replies to them were refused"),
    ],
    [
      "a suspended account that came back and wrote",
      invited().suspended().form().says("answers_note", note).unsuspended().writes().archives(),
      stays("the account was suspended, the account came back"),
    ],
  ])("%s", (_, story, finding) => {
    expect(story.findings("lost")).toContain(finding);
  });

  test("the thank-you, where nothing refuses it", () => {
    const silent = invited().renamed().form().says("answers_note", note);
    expect(silent.findings()).toEqual(["lost: a form was sent, and no final was"]);
  });

  test("the thank-you while Reddit forbade things is told, and is no failure", () => {
    const silent = invited().form().says("answers_note", note);
    const whole = { from: 0, to: Number.MAX_SAFE_INTEGER };
    expect(silent.findings("lost", { windows: [whole] })).toHaveLength(1);
    const windows = [{ ...whole, isForbidding: true }];
    expect(silent.findings("lost", { windows })).toEqual([]);
    expect(silent.findings("ambiguous", { windows })).toEqual([
      "ambiguous: a form was sent, and no final was while Reddit forbade it",
    ]);
  });

  test("the note that does not say that the ban has an end by now", () => {
    const wrong = "wrong: the note does not say that the ban is temporary by now, and until when";
    const sent = () => invited().changeBan(30).form().says("final");
    expect(sent().says("answers_note", note).findings()).toEqual([wrong]);
    const withoutDate = { more: "\n\nThe ban is temporary by now.\n\nall my words" };
    expect(sent().says("answers_note", withoutDate).findings()).toEqual([wrong]);
  });
});

describe("a form that reached people late is found", () => {
  const overdue = (story: HandMade) => story.findings("overdue");
  const forwards = (story: HandMade) => story.says("final").says("answers_note", note);

  test("after more than a minute with nothing in its way", () => {
    expect(overdue(forwards(invited().form().pass(70_000)))).toEqual([
      "overdue: a form reached people after 76 s with nothing in its way",
    ]);
    expect(overdue(forwards(invited().form().pass(40_000)))).toEqual([]);
  });

  test("and names what happened meanwhile", () => {
    const story = invited().renamed().form().pass(70_000);
    expect(overdue(forwards(story))).toEqual([
      "overdue: a form reached people after 76 s with nothing in its way (meanwhile: the account was renamed)",
    ]);
  });

  test("whoever was suspended waits for the way back, not for the note", () => {
    const suspended = () => invited().suspended().form();
    expect(overdue(suspended().pass(70_000).says("answers_note", note))).toEqual([
      "overdue: a form reached people after 73 s with nothing in its way (meanwhile: the account was suspended)",
    ]);
    const noted = suspended().says("answers_note", note).pass(600_000).unsuspended().writes();
    expect(noted.says("final").unarchives().findings()).toEqual([]);
  });

  test("a minute and more before the account was deleted", () => {
    expect(invited().form().pass(90_000).gone().findings()).toEqual([
      "lost: a form did not reach people in 93 s with nothing in its way",
    ]);
    expect(invited().form().pass(90_000).unban().findings()).toEqual([
      "lost: a form did not reach people in 93 s with nothing in its way",
    ]);
  });

  test("not while something is broken, nor shortly after", () => {
    const story = forwards(invited().form().pass(70_000));
    const windows = [{ from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 1) + 1_000 }];
    expect(story.findings("overdue", { windows })).toEqual([]);
    const longAgo = [{ from: 0, to: Date.UTC(2026, 0, 1) - 200_000 }];
    expect(story.findings("overdue", { windows: longAgo })).toHaveLength(1);
  });
});
