import { isDeepStrictEqual } from "node:util";
import { type AppealFacts, decideAppeal, isRedditAction, reasonCodes } from "@appealmod/core";
import { arbitraryFacts } from "@appealmod/core/testing/arbitrary";
import { eachCase } from "../each-case.ts";
import type { Target } from "../target.ts";

/** Random snapshots through the policy: each is decided, twice alike, and nothing is named twice. */
export const fuzzPolicy: Target = (asked) => eachCase(asked, arbitraryFacts, decide);

function decide(facts: AppealFacts): string {
  const decision = decideAppeal(facts);
  const { reason, actions } = decision;
  if (!reasonCodes.includes(reason)) throw new Error(`unknown reason ${reason}`);
  if (!isDeepStrictEqual(decideAppeal(structuredClone(facts)), decision))
    throw new Error("asked again, it decides otherwise");
  const keys = actions.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) throw new Error(`an action twice: ${keys.join(", ")}`);
  const isSpeaking = actions.some((action) => isRedditAction(action) && action.kind !== "note");
  if (isSpeaking && reason !== "eligible") throw new Error(`it speaks although it is ${reason}`);
  return reason;
}
