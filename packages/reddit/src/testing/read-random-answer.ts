import { RedditError } from "@appealmod/core";
import { createListing } from "../calls/list-conversations.ts";
import { changeArchived, readConversation, reply } from "../calls/one-conversation.ts";
import { createOwnName } from "../calls/own-name.ts";
import { readModerationLog } from "../calls/read-moderation-log.ts";
import { subredditFacts } from "../calls/subreddit-facts.ts";
import { toBanFromEntry } from "../mapping/to-ban.ts";
import type { ApiCall } from "../request/api-call.ts";
import type { Requester } from "../request/requester.ts";
import { bannedListSchema } from "../schemas/banned.ts";
import { readAnswer } from "../schemas/read-answer.ts";
import { LoginUnavailable } from "../session/login-unavailable.ts";
import { readTokenAnswer } from "../session/read-token-answer.ts";
import { type Question, sampleAnswers } from "./sample-answers.ts";

const bansCall: ApiCall = {
  method: "GET",
  path: "/r/Pine/about/banned",
  effect: "none",
  priority: "read",
  whenForbidden: "",
  whenNotFound: "",
};
const credentials = { clientId: "app-id", clientSecret: "s", userAgent: "fuzz", refreshToken: "r" };

/**
 * Reads an answer through the same schemas and mapping as one that came from Reddit, without
 * a network in between.
 *
 * @returns `refused` where it lacks what we need, and an error said so
 * @throws anything else, which is a defect
 */
export async function readRandomAnswer(
  question: Question,
  json: unknown,
): Promise<"read" | "refused"> {
  try {
    await read(question, json);
    return "read";
  } catch (error) {
    const isProper =
      error instanceof RedditError
        ? error.kind === (question === "token" ? "login-refused" : "unexpected-answer")
        : error instanceof LoginUnavailable && question === "token";
    if (isProper) return "refused";
    throw error;
  }
}

async function read(question: Question, json: unknown): Promise<unknown> {
  // A community's facts are three answers: two are proper, so that the third is reached.
  const answerTo = ({ path }: ApiCall): unknown => {
    const asked = (["rules", "moderators"] as const).find((one) => path.endsWith(`/${one}`));
    const about = path.endsWith("/about") ? "about" : asked;
    return about === undefined || about === question ? json : sampleAnswers[about][0];
  };
  const requester = {
    request: (call: ApiCall) => Promise.resolve(answerTo(call)),
  } as unknown as Requester;
  const tell = () => {};
  switch (question) {
    case "token":
      return readTokenAnswer(
        { status: 200, headers: {}, body: JSON.stringify(json) ?? "", bodyState: "whole" },
        credentials,
      );
    case "me":
      return createOwnName(requester, {}).name();
    case "list":
      return createListing(
        requester,
        () => 0,
        tell,
      )({ subreddits: [], after: "c2", limit: 10, state: "all" });
    case "read":
      return readConversation(requester, "1mahha");
    case "reply":
      return reply(requester, createOwnName(requester, { username: "PineBot" }), {
        conversationId: "1mahha",
        body: "text of m2",
        isPrivate: false,
        isAuthorHidden: true,
      });
    case "archive":
      return changeArchived(requester, "1mahha", "archive");
    case "bans":
      return readAnswer(bansCall, bannedListSchema, json).data.children.map(toBanFromEntry);
    case "log":
      return readModerationLog(requester, { before: null, after: null, limit: 500 }, tell);
    case "about":
    case "rules":
    case "moderators":
      return subredditFacts(requester, "Pine", tell);
  }
}
