import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { banMessage, decideAppeal, type Message } from "../src/index.ts";
import {
  aBan,
  aBanNotice,
  aConversation,
  aMessage,
  anAuthor,
  cast,
  minutesAfter,
  noon,
  someFacts,
} from "../src/testing/index.ts";

const bannedAt = minutesAfter(noon, -60);
const fromAppellant = aMessage(cast.appellant);

const answeredNotice = (notice: Message) =>
  aConversation({ isAuto: true, messages: [notice, fromAppellant] });
const sides = (notice: Message) => ({
  conversation: answeredNotice(notice),
  ownAccounts: [cast.bot],
});
const told = (body: string) => banMessage(sides(aBanNotice(null, { body })), bannedAt);

// The wordings of `inbox.messages.2017-temporary-ban-notice` and `inbox.messages.2025-05-ban-notices`.
const wording2017 = (quote: string) =>
  `You have been banned from participating in r/${cast.subreddit}. You can still view and subscribe to r/${cast.subreddit}, but you won't be able to post or comment.\n\n${quote}If you have a question regarding your ban, you can contact the moderator team for r/${cast.subreddit} by replying to this message.\n\n**Reminder from the Reddit staff**: If you use another account to circumvent this subreddit ban, that will be considered a violation of [the Content Policy](/help/contentpolicy#section_prohibited_behavior).`;
const wording2025 = (quote: string) =>
  `Hello,\nYou have been permanently banned from participating in r/${cast.subreddit} because [your post](https://www.reddit.com/r/${cast.subreddit}/comments/abc/flowers/) violates this community's rules. You won't be able to post or comment, but you can still view and subscribe to it.\n\n${quote}If you have a question regarding your ban, you can contact the moderator team by replying to this message.\n\n**Reminder from the Reddit Admin team**: If you use another account to circumvent this community ban, that will be considered a violation of the [Reddit Rules](https://reddit.com/help/contentpolicy#section_prohibited_behavior).`;

describe("what the redditor was told about the ban", () => {
  it.each([
    ["2017", wording2017],
    ["2025", wording2025],
  ])("is the quoted block of the notice as worded in %s, and nothing else of it", (_, wording) => {
    expect(told(wording("Note from the moderators:\n\n> Rule 2: no picking\n\n"))).toBe(
      "Rule 2: no picking",
    );
    expect(told(wording(""))).toBeNull();
    expect(told(wording("Note from the moderators:\n\n> \n\n"))).toBeNull();
  });

  it("keeps lines and paragraphs, and takes the marks away", () => {
    const quote =
      "Note from the moderators:\n\n> Hello u/muddy_boots!\n> \n> Your [post](https://redd.it/abc) broke:\n> > Rule 2 -> no picking\n> >!secret!< * 1 > 0\n\n";
    expect(told(wording2025(quote))).toBe(
      "Hello u/muddy_boots!\n\nYour [post](https://redd.it/abc) broke:\nRule 2 -> no picking\n>!secret!< * 1 > 0",
    );
  });

  it.each([
    [
      "a notice in German",
      "Hallo,\n\ndu wurdest gesperrt.\n\n> Regel 2\n\nAntworte hier.",
      "Regel 2",
    ],
    ["escaped marks", "Hello\r\n\r\n&gt; Rule 2\r\n&gt;\r\n&gt; Really", "Rule 2\n\nReally"],
    ["marks without a space", ">Rule 2\n>Rule 3", "Rule 2\nRule 3"],
    ["two blocks", "> One\n\nand\n\n> Two", "One\n\nTwo"],
    ["what no store and no page can show", "> null\u0000 \ud83c byte", "null \ufffd byte"],
  ])("is read from %s", (_, body, reason) => {
    expect(told(body)).toBe(reason);
  });

  it("is cut where it is beyond all measure", () => {
    expect(told(`> ${"🌼".repeat(4000)}`)).toBe("🌼".repeat(4000));
    expect(told(`> ${"🌼".repeat(4001)}`)).toBe(`${"🌼".repeat(3999)}…`);
  });

  it("is unknown while only the newest message is shown", () => {
    const conversation = aConversation({
      isAuto: true,
      isComplete: false,
      messageCount: 2,
      messages: [aMessage(cast.appellant, { body: "> quoted by me" })],
    });
    expect(banMessage({ conversation, ownAccounts: [cast.bot] }, bannedAt)).toBeNull();
    const odd = aConversation({
      isAuto: true,
      isComplete: false,
      messages: [aBanNotice("Rule 2")],
    });
    expect(banMessage({ conversation: odd, ownAccounts: [cast.bot] }, bannedAt)).toBeNull();
  });

  it("is never what the redditor, a person, AutoModerator or a private note said", () => {
    const notice = aBanNotice("Rule 2");
    const ownAccounts = [cast.bot];
    const byHand = aConversation({ messages: [notice, fromAppellant] });
    expect(banMessage({ conversation: byHand, ownAccounts }, bannedAt)).toBeNull();
    const theirs = aMessage(cast.appellant, { body: "> You said this" });
    expect(banMessage(sides(theirs), bannedAt)).toBeNull();
    const robot = aMessage("AutoModerator", { author: anAuthor("AutoModerator"), body: "> Hi" });
    expect(banMessage(sides(robot), bannedAt)).toBeNull();
    expect(banMessage(sides({ ...notice, isPrivate: true }), bannedAt)).toBeNull();
    const later = aConversation({ isAuto: true, messages: [aBanNotice(null), notice] });
    expect(banMessage({ conversation: later, ownAccounts }, bannedAt)).toBeNull();
  });

  it("is never the ban's note", () => {
    const facts = someFacts({
      ban: aBan({ note: "suspected alt of moss_collector" }),
      conversation: answeredNotice(aBanNotice(null)),
    });
    expect(banMessage(facts, bannedAt)).toBeNull();
  });

  it("is about this ban, not about one before it", () => {
    const notice = aBanNotice("Rule 2", { date: minutesAfter(bannedAt, -0.5) });
    expect(banMessage(sides(notice), bannedAt)).toBe("Rule 2");
    expect(banMessage(sides(notice), minutesAfter(bannedAt, 60))).toBeNull();
    expect(banMessage(sides(notice), null)).toBe("Rule 2");
  });

  it("is a reason for rule 9 as well: what one sees the other does not miss", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(">", " ", "\n", "&gt;", "Rule", "\u0000", "> ", "!")),
        (parts) => {
          const notice = aBanNotice(null, { body: parts.join("") });
          const facts = someFacts({
            ban: aBan({ note: "" }),
            conversation: answeredNotice(notice),
          });
          const isTold = banMessage(facts, bannedAt) !== null;
          expect(decideAppeal(facts).reason).toBe(isTold ? "eligible" : "no-reason");
        },
      ),
    );
  });

  it("takes no time over a message made of marks and blanks", () => {
    const before = process.cpuUsage();
    told(`>${" ".repeat(9000)}x`);
    told("> ".repeat(5000));
    told("&gt;".repeat(2500));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  });
});
