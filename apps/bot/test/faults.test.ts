import type { ControlClient } from "@appealmod/reddit-simulator";
import { describe, test } from "vitest";
import { openStage } from "./stage.ts";
import { contestedBan, expectToldOnce } from "./story.ts";

type Fault = Omit<Parameters<ControlClient["addFault"]>[0], "endpoint" | "times" | "skip">;

/** Everything that a story of one appeal asks of Reddit, messages aside. */
const endpoints = [
  "oauth.access_token",
  "modmail.list",
  "modmail.read",
  "moderation_log.list",
  "modmail.archive",
  "modmail.unarchive",
];

describe("a story ends right, each step once, when every endpoint fails it once with", () => {
  test.concurrent.for<[string, Fault]>([
    ["500", { kind: "status", status: 500 }],
    ["503 as a page", { kind: "status", status: 503 }],
    ["503 after the effect", { kind: "status", status: 503, effect: "done" }],
    ["a reset connection", { kind: "reset" }],
    ["an answer lost after the effect", { kind: "reset", effect: "done" }],
    ["half an answer", { kind: "truncate" }],
    ["a token that is not valid any more", { kind: "status", status: 401 }],
    ["too many requests", { kind: "status", status: 429, retryAfter: 1 }],
  ])("%s", { timeout: 60_000 }, async ([, fault], { onTestFinished }) => {
    const stage = await openStage({}, onTestFinished);
    const { control } = stage;
    // Reddit's login answers 401 only to wrong credentials.
    const isTokenTrouble = fault.status === 401;
    for (const endpoint of endpoints)
      if (!isTokenTrouble || endpoint !== "oauth.access_token")
        await control.addFault({ ...fault, endpoint, times: 1 });
    const message = { ...fault, endpoint: "modmail.reply", times: 1 };
    await control.addFault(message);
    const { redditor, id } = await contestedBan(stage);
    await stage.pass("recent");

    await redditor.submit();
    await control.addFault(message);
    // Between the final's second try and the note, or right at the note where the first one counted.
    const hasHappened = fault.effect === "done" || fault.kind === "truncate";
    await control.addFault({ ...message, skip: hasHappened ? 0 : 1 });
    await stage.pass("started");
    await expectToldOnce(stage, redditor, id);
  });
});
