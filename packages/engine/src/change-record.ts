import {
  assertNever,
  type DecisionEnd,
  type DecisionEnding,
  evolveAppeal,
  type RecordAction,
} from "@appealmod/core";
import { actionEvent, decisionEvent } from "./conversation-events.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { appealOf, done, redditorOf, type Scene, type Step } from "./step.ts";

/** Carries out what has no effect on Reddit: the change and its event are written together. */
export async function changeRecord(
  ports: EnginePorts,
  scene: Scene,
  action: RecordAction,
): Promise<Step> {
  const { facts, policy } = scene.snapshot;
  const { conversation, ban } = facts;
  const at = ports.clock.now();
  const { subreddit } = conversation;
  const event = actionEvent(ports, { conversation, appeal: scene.appeal }, action);
  switch (action.kind) {
    case "draw-group": {
      const { treatmentFraction } = facts.community;
      const redditor = redditorOf(scene);
      const draw = { subreddit, redditor, group: action.group, treatmentFraction, at };
      const group = await ports.store.drawGroup({ ...draw, event });
      return group === action.group ? done(scene.appeal) : { status: "outdated" };
    }
    case "open-appeal": {
      const appeal = await ports.store.openAppeal({
        subreddit,
        redditor: redditorOf(scene),
        group: action.group,
        bannedAt: action.bannedAt,
        banNote: ban.isBanned ? ban.note : "",
        conversationId: conversation.id,
        questions: policy.questions,
        at,
        event,
      });
      const isOurs = appeal.conversationId === conversation.id && appeal.state === "new";
      return isOurs ? done(appeal) : { status: "outdated" };
    }
    case "link-conversation": {
      const appeal = appealOf(scene, action);
      await ports.store.linkConversation(appeal.id, conversation.id, at, event);
      return done(evolveAppeal(appeal, action, at));
    }
    case "mark-involved": {
      const appeal = appealOf(scene, action);
      await ports.store.markInvolved(appeal.id, at, event);
      return done(evolveAppeal(appeal, action, at));
    }
    case "close-appeal": {
      const appeal = appealOf(scene, action);
      const { outcome, lift = null } = action;
      const decision = action.decision && ending(ports, scene, action.decision);
      await ports.store.closeAppeal(appeal.id, {
        outcome,
        at,
        lift,
        event,
        decision: decision ?? null,
      });
      return done(evolveAppeal(appeal, action, at));
    }
    case "begin-decision": {
      const appeal = appealOf(scene, action);
      const isBegun = await ports.store.beginDecision(action.decisionId, at, event);
      // Taken back in this very moment: nothing was done.
      return isBegun ? done(evolveAppeal(appeal, action, at)) : { status: "outdated" };
    }
    case "note-answer": {
      const appeal = appealOf(scene, action);
      await ports.store.noteAnswer(action.questionId, at, event);
      return done(evolveAppeal(appeal, action, at));
    }
    case "settle-decision": {
      const appeal = appealOf(scene, action);
      await ports.store.settleDecision(ending(ports, scene, action.decision), at);
      return done(evolveAppeal(appeal, action, at));
    }
    default:
      return assertNever(action);
  }
}

function ending(ports: EnginePorts, { snapshot, appeal }: Scene, end: DecisionEnd): DecisionEnding {
  const { conversation, moderatorDecision } = snapshot.facts;
  return { ...end, event: decisionEvent(ports, { conversation, appeal }, end, moderatorDecision) };
}
