import {
  appealAgainChoices,
  appealAgainOf,
  type DecisionDraft,
  decisionCategories,
  fillText,
  moderatorDecisionKinds,
} from "@appealmod/core";
import { oneValue, type PostedFields } from "./posted-fields.ts";

/** The fields of a decision's form, beside those that are named as in its draft. */
export const versionField = "version";
export const savedReplyField = "savedReply";

/** What the form of a decision posted, as it was typed. Whatever no form of ours offers is left out. */
export function decisionDraftIn(fields: PostedFields): DecisionDraft {
  const text = (name: keyof DecisionDraft, longest = 20_000) =>
    oneValue(fields, name).replaceAll("\r\n", "\n").slice(0, longest);
  const given = fields.categories ?? [];
  const categories = typeof given === "string" ? [given] : given;
  return {
    kind: moderatorDecisionKinds.find((kind) => kind === text("kind")) ?? null,
    reply: text("reply"),
    isAuthorHidden: text("isAuthorHidden") === "1",
    rule: text("rule", 500),
    reason: text("reason"),
    categories: decisionCategories.filter((category) => categories.includes(category)),
    appealAgain: appealAgainChoices.find((choice) => choice === text("appealAgain")) ?? "unsaid",
    appealAgainOn: text("appealAgainOn", 20),
    isProbation: text("isProbation") === "1",
    probationUntil: text("probationUntil", 20),
    probationConditions: text("probationConditions"),
  };
}

/** The version of the appeal that the form's page showed; one that is none fits no appeal. */
export function seenVersionIn(fields: PostedFields): number {
  const written = oneValue(fields, versionField);
  return /^\d{1,9}$/.test(written) ? Number(written) : -1;
}

/** The draft with a saved reply below what was written; what is not known yet stays to be filled in. */
export function withSavedReply(
  draft: DecisionDraft,
  reply: { readonly text: string; readonly language: string },
  about: { readonly username: string; readonly subreddit: string; readonly now: Date },
): DecisionDraft {
  const { rule } = draft;
  const { username, subreddit, now } = about;
  const again = appealAgainOf(draft, now);
  const day = new Intl.DateTimeFormat(reply.language, { dateStyle: "long", timeZone: "UTC" });
  const known = {
    ...{ username, subreddit },
    ...(rule === "" ? {} : { rule }),
    ...(again ? { may_appeal_again: day.format(again) } : {}),
  };
  const filled = fillText(reply.text, known);
  const before = draft.reply.trimEnd();
  return { ...draft, reply: before === "" ? filled : `${before}\n\n${filled}` };
}
