import type { ConversationView } from "@appealmod/reddit-simulator/testing";
import type { RunEvidence, StoryEvidence } from "../stories/evidence.ts";
import type { ReadWord } from "./bot-words.ts";
import { type Delay, delaysOf } from "./delays.ts";
import type { Finding } from "./finding.ts";
import { judgeDecision } from "./judge-decision.ts";
import { type Arm, armOf, callsForDialogue, judgeDuties } from "./judge-duties.ts";
import { judgeEffects } from "./judge-effects.ts";
import { setScene } from "./scene.ts";

/** What the oracle says of one story. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly delays: readonly Delay[];
  /** `null` where the story's end does not tell. */
  readonly arm: Arm | null;
}

/**
 * Longer than this is late. A community that forbids is left in peace for up to two minutes, and a
 * request may hang for half a minute before it is given up.
 */
const lateMs = { undisturbed: 10_000, disturbed: 180_000 };

/**
 * Judges a story by what people did and what Reddit shows in the end. It knows nothing of
 * the bot: neither its database nor its rules as code.
 */
export function judgeStory(
  run: RunEvidence,
  evidence: StoryEvidence,
  read: (body: string, isPrivate: boolean) => ReadWord,
): Judgement {
  const scene = setScene(run, evidence, read);
  if (evidence.deeds.some(({ decision }) => decision !== null))
    return { findings: judgeDecision(run, scene, evidence), delays: [], arm: null };
  const delays = delaysOf(scene, run.windows);
  const late = delays
    .filter(({ ms, isDisturbed }) => ms > lateMs[isDisturbed ? "disturbed" : "undisturbed"])
    .map(
      ({ what, ms, conversationId }): Finding => ({
        class: "late",
        what: `${what} took ${(ms / 1000).toFixed(1)} s`,
        conversationId,
      }),
    );
  return {
    findings: [...judgeEffects(scene), ...judgeDuties(scene, evidence), ...late],
    delays,
    arm: callsForDialogue(scene) ? armOf(scene, evidence) : null,
  };
}

/** Conversations that belong to no story: the bot has no business in them. */
export function judgeStrangers(
  run: RunEvidence,
  conversations: readonly ConversationView[],
): Finding[] {
  return conversations
    .filter(
      ({ messages, actions }) =>
        messages.some(({ author }) => run.bots.includes(author)) ||
        actions.some(({ author }) => run.bots.includes(author)),
    )
    .map(({ id }) => ({
      class: "wrong",
      what: "the bot was at work in a conversation that is no appeal",
      conversationId: id,
    }));
}

/** An account that seems to answer everybody is reported to its community once. */
export function judgeReports(
  run: RunEvidence,
  stories: readonly StoryEvidence[],
  read: (body: string, isPrivate: boolean) => ReadWord,
): Finding[] {
  const reports = stories.flatMap(({ story, conversations }) =>
    conversations.flatMap(({ id, messages }) =>
      messages
        .filter(({ author, isInternal }) => isInternal && run.bots.includes(author))
        .filter(({ body, isInternal }) => read(body, isInternal).word === "auto-responder")
        .map(({ body }) => ({ key: `${story.community.name} ${body}`, id })),
    ),
  );
  const byAccount = Map.groupBy(reports, ({ key }) => key);
  return [...byAccount.values()].flatMap((same): Finding[] => {
    const [, second] = same;
    if (!second) return [];
    const what = `an account that answers everybody was reported ${same.length} times`;
    return [{ class: "doubled", what, conversationId: second.id }];
  });
}

/**
 * Whether the share of treatment is one that chance allows.
 *
 * @returns `null` when it is; five standard deviations off are not
 */
export function judgeShare(treated: number, of: number, fraction: number): Finding | null {
  if (of < 20) return null;
  const deviation = Math.sqrt(of * fraction * (1 - fraction));
  if (Math.abs(treated - of * fraction) <= 5 * deviation) return null;
  return {
    class: "wrong",
    what: `${treated} of ${of} were in treatment where ${fraction} of them should be`,
    conversationId: null,
  };
}
