import { describe, expect, it } from "vitest";
import { decideAppeal, defaultCommunitySettings } from "../src/index.ts";
import {
  aBan,
  aBanNotice,
  aConversation,
  aMessage,
  anAppeal,
  anAuthor,
  cast,
  noon,
  someFacts,
} from "../src/testing/index.ts";

const fromAppellant = aMessage(cast.appellant);

describe("rule 8, autoban", () => {
  const reason = (note: string, autobanPrefixes?: string[]) =>
    decideAppeal(
      someFacts({
        ban: aBan({ note }),
        community: { ...defaultCommunitySettings, ...(autobanPrefixes && { autobanPrefixes }) },
      }),
    ).reason;

  it("goes by how the note starts", () => {
    expect(reason("Autoban")).toBe("autoban");
    expect(reason("Autobanned by a script")).toBe("autoban");
    expect(reason("Autoban for spam: third time")).toBe("autoban");
    expect(reason("Spam: not an Autoban")).toBe("eligible");
    expect(reason("")).toBe("eligible");
  });

  it("goes by the prefixes that the community set", () => {
    expect(reason("[machine] spam", ["[machine]", "bot:"])).toBe("autoban");
    expect(reason("bot: spam", ["[machine]", "bot:"])).toBe("autoban");
    expect(reason("Autoban", ["[machine]"])).toBe("eligible");
    expect(reason("Autoban", [])).toBe("eligible");
  });

  it("does nothing", () => {
    const ban = aBan({ note: "Autoban" });
    const expected = { reason: "autoban", actions: [] };
    expect(decideAppeal(someFacts({ ban }))).toEqual(expected);
    expect(decideAppeal(someFacts({ ban, appeal: anAppeal() }))).toEqual(expected);
  });
});

describe("rule 9, no-reason", () => {
  const noticeWith = (body: string, note = "") =>
    someFacts({
      ban: aBan({ note }),
      conversation: aConversation({
        isAuto: true,
        messages: [aBanNotice(null, { body }), fromAppellant],
      }),
    });
  const reason = (body: string, note = "") => decideAppeal(noticeWith(body, note)).reason;

  it("leaves one private note in the conversation, once", () => {
    const facts = noticeWith("You have been banned.");
    expect(decideAppeal(facts)).toEqual({
      reason: "no-reason",
      actions: [
        { kind: "note", key: "no-reason", scope: "conversation", note: "no-reason", part: 1 },
      ],
    });
    const again = { ...facts, settledForConversation: new Set(["no-reason"]) };
    expect(decideAppeal(again)).toEqual({ reason: "no-reason", actions: [] });
    const elsewhere = { ...facts, settledForAppeal: new Set(["no-reason"]) };
    expect(decideAppeal(elsewhere).actions).toHaveLength(1);
  });

  it.each([
    ["a quoted block", "Hello,\n\nNote from the moderators:\n\n> Rule 2\n\nReply here."],
    ["a quote of several lines, the first one empty", "Hello\n\n>\n> Rule 2"],
    ["a quote without a space", ">Rule 2"],
    ["an escaped quote", "Hello\n\n&gt; Rule 2"],
    ["a notice in German", "Hallo,\n\ndu wurdest gesperrt.\n\n> Regel 2\n\nAntworte hier."],
    ["a notice in Japanese", "こんにちは\n\n> ルール2"],
  ])("is content with %s", (_, body) => {
    expect(reason(body)).toBe("eligible");
  });

  it.each([
    ["no quoted block", "Hello,\nyou have been banned."],
    ["an empty quote", "Hello\n\n>\n\nReply here."],
    ["a quote of blanks, escaped and nested", "Hello\n\n>   \n> >\n&gt; &gt;\n"],
    ["a > within a line", "Hello -> you have been banned"],
    ["a quote of what nobody sees", "Hello\n\n> \u200B\n> \u2800\u3164\n\nReply here."],
    ["the empty line of Reddit's editor in a quote", "Hello\n\n> &#x200B;\n> &amp;#x200B;\n"],
    ["no words at all", ""],
    ["a notice in Spanish without a reason", "Hola,\nse te ha suspendido para siempre."],
  ])("asks for a reason where there is %s", (_, body) => {
    expect(reason(body)).toBe("no-reason");
  });

  it("is content with a ban note, whether it holds the reason, the note or both", () => {
    expect(reason("You have been banned.", "Rule 2")).toBe("eligible");
    expect(reason("You have been banned.", "Rule 2: kept picking wildflowers")).toBe("eligible");
    expect(reason("You have been banned.", "  \n")).toBe("no-reason");
    expect(reason("You have been banned.", "\u200B\u2800")).toBe("no-reason");
  });

  it("has no say over a conversation that the appellant began", () => {
    const ban = aBan({ note: "" });
    expect(decideAppeal(someFacts({ ban })).reason).toBe("eligible");
    const auto = aConversation({ isAuto: true, messages: [fromAppellant] });
    expect(decideAppeal(someFacts({ ban, conversation: auto })).reason).toBe("eligible");
  });

  it("has no say over one that a moderator or AutoModerator began", () => {
    const ban = aBan({ note: "" });
    const byHand = aConversation({ messages: [aBanNotice(null), fromAppellant] });
    expect(decideAppeal(someFacts({ ban, conversation: byHand })).reason).toBe("eligible");
    const robot = aMessage("AutoModerator", { author: anAuthor("AutoModerator"), date: noon });
    const byRobot = aConversation({ isAuto: true, messages: [robot, fromAppellant] });
    expect(decideAppeal(someFacts({ ban, conversation: byRobot })).reason).toBe("eligible");
  });

  it("knows the notice by a moderator whose account is gone", () => {
    const author = anAuthor("[deleted]", { isDeleted: true });
    const conversation = aConversation({
      isAuto: true,
      messages: [aBanNotice(null, { author }), fromAppellant],
    });
    expect(decideAppeal(someFacts({ ban: aBan({ note: "" }), conversation })).reason).toBe(
      "no-reason",
    );
  });
});
