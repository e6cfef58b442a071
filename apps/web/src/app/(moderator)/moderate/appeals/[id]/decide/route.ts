import { checkDecision, type DecisionDraft } from "@appealmod/core";
import type { DecisionResult } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import { problemWords } from "../../../../../../components/appeal-page/decision-problems.tsx";
import {
  type AppealPost,
  answerAppealPost,
  leadToAppeal,
} from "../../../../../../server/appeal-post.ts";
import {
  decisionDraftIn,
  savedReplyField,
  seenVersionIn,
  withSavedReply,
} from "../../../../../../server/decision-fields.ts";
import { oneValue } from "../../../../../../server/posted-fields.ts";
import { roomSettings } from "../../../../../../server/room-settings.ts";
import { seeOther } from "../../../../../../server/see-other.ts";
import { theSite } from "../../../../../../server/site.ts";

type Context = Parameters<typeof leadToAppeal>[0];

/**
 * Takes the form of a decision. Its words are kept before anything else; the field `intent` says what
 * for: to look at them once more, to go on later, to insert a saved reply, or to send what is kept.
 * While they are typed they are only checked.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answerAppealPost(request, context, async (post) => {
    const { rooms } = theSite();
    const { moderator } = post.signedIn;
    const intent = oneValue(post.fields, "intent");
    if (intent === "send") return send(request, post);
    if (intent === "drop") {
      await rooms.dropDecisionDraft(moderator, post.appealId);
      return seeOther(post.path);
    }
    const typed = decisionDraftIn(post.fields);
    if (intent === "check") return problemsOf(typed);
    const words = intent === "insert" ? await inserted(post, typed) : typed;
    const { appealId, path } = post;
    const draft = { appealId, words, seenVersion: seenVersionIn(post.fields) };
    if ((await rooms.keepDecisionDraft(moderator, draft)) === "unknown") return post.missing();
    if (intent === "keep") return post.done("kept");
    if (intent === "insert") return seeOther(`${path}#decision-reply`);
    const isWhole = checkDecision(words, new Date()).isValid;
    return seeOther(isWhole ? `${path}/review` : `${path}?check=1#problems`);
  });
}

export const GET = (_request: Request, context: Context) => leadToAppeal(context);

/** What would be wrong with it, while it is typed; nothing is kept. */
async function problemsOf(typed: DecisionDraft): Promise<Response> {
  const words = problemWords(await getTranslations("rooms.decide.problem"));
  const checked = checkDecision(typed, new Date());
  const problems = checked.isValid ? [] : checked.problems;
  return Response.json({
    problems: problems.map((each) => ({ field: each.field, message: words(each) })),
  });
}

async function inserted(post: AppealPost, typed: DecisionDraft): Promise<DecisionDraft> {
  const page = await theSite().rooms.appealForModerator(post.signedIn.moderator, post.appealId);
  const wanted = oneValue(post.fields, savedReplyField);
  const reply = page && roomSettings(page.settings).savedReplies.find(({ id }) => id === wanted);
  return page && reply ? withSavedReply(typed, reply, { ...page, now: new Date() }) : typed;
}

function refusalOf(result: Exclude<DecisionResult, { kind: "stored" }>) {
  if (result.kind === "conflict") return "conflict";
  if (result.why === "no-decider") return "noDecider";
  return result.why === "reply-too-long" ? "replyTooLong" : "cannotDecide";
}

/** Sends what is kept, if the page that asked for it showed how things stand. */
async function send(request: Request, post: AppealPost): Promise<Response> {
  const { rooms, roomRefusal } = theSite();
  const { appealId, path } = post;
  const { moderator } = post.signedIn;
  const page = await rooms.appealForModerator(moderator, appealId);
  if (!page) return post.missing();
  // It was sent already, perhaps by a second press, or thrown away in another window.
  if (!page.draft) return seeOther(path);
  const { words } = page.draft;
  const checked = checkDecision(words, new Date());
  if (!checked.isValid) return seeOther(`${path}?check=1#problems`);
  const seenVersion = seenVersionIn(post.fields);
  const result = await rooms.decideOnAppeal(moderator, {
    ...{ appealId, seenVersion },
    ...checked.decision,
  });
  if (result.kind === "stored") {
    await rooms.dropDecisionDraft(moderator, appealId);
    return seeOther(`${path}?sent=1`);
  }
  const own = [words.reply, words.reason, words.probationConditions];
  return roomRefusal(refusalOf(result), {
    path,
    nonce: request.headers.get("x-nonce"),
    back: { words: own.filter((text) => text.trim() !== "") },
  });
}
