import { isDeepStrictEqual } from "node:util";
import {
  type AppealFacts,
  decideAppeal,
  isRedditAction,
  type ReasonCode,
  reasonCodes,
} from "@appealmod/core";
import { arbitraryFacts } from "@appealmod/core/testing/arbitrary";
import { eachCase } from "../each-case.ts";
import type { Target } from "../target.ts";

/** Random snapshots through the policy: each is decided, twice alike, and nothing is named twice. */
export const fuzzPolicy: Target = (asked) => eachCase(asked, arbitraryFacts, decide);

function decide(facts: AppealFacts): string {
  const decision = decideAppeal(facts);
  const { reason, actions } = decision;
  if (!reasonCodes.includes(reason)) throw new Error(`unknown reason ${reason}`);
  // Both are cloned: what the generator made has no prototype, and a clone has one.
  const again = structuredClone(decideAppeal(structuredClone(facts)));
  if (!isDeepStrictEqual(again, structuredClone(decision)))
    throw new Error("asked again, it decides otherwise");
  const keys = actions.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) throw new Error(`an action twice: ${keys.join(", ")}`);
  const isSpeaking = actions.some((action) => isRedditAction(action) && action.kind !== "note");
  if (isSpeaking && !maySpeak(facts, reason)) throw new Error(`it speaks although it is ${reason}`);
  return reason;
}

/** These say nothing to anybody, also where a form was sent. */
const silent: ReadonlySet<ReasonCode> = new Set([
  "no-appellant",
  "user-deleted",
  "user-suspended",
  "not-banned",
  "human-involved",
  "control",
]);

/**
 * In an appeal, where a form is forwarded although a rule has ended the dialogue, and what moderators
 * had said for them.
 */
function maySpeak({ appeal, conversation, question }: AppealFacts, reason: ReasonCode): boolean {
  if (reason === "eligible" || reason === "moderator-decision") return true;
  if (question !== null && appeal?.conversationId === conversation.id) return true;
  const isFormHere = appeal?.form != null && appeal.conversationId === conversation.id;
  return isFormHere && !silent.has(reason);
}
