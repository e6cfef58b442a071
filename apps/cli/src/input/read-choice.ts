import { nearestName } from "@appealmod/config";
import { UsageError } from "../failures.ts";

/** One of several words. @param what names it in messages. @throws UsageError */
export function readChoice<const Word extends string>(
  what: string,
  written: string,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === written);
  if (found !== undefined) return found;
  const nearest = nearestName(written, words);
  const advice = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new UsageError(`${what} is "${written}"; allowed: ${words.join(", ")}.${advice}`);
}
