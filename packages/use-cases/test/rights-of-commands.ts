import { type Actor, emptyDecisionDraft, type SubredditFacts } from "@appealmod/core";
import { shortQuestions } from "@appealmod/core/testing";
import { addModeratorNote } from "../src/commands/add-moderator-note.ts";
import { changeCommunityText } from "../src/commands/change-community-text.ts";
import { changeQuestionDraft } from "../src/commands/change-question-draft.ts";
import { changeSavedReplies } from "../src/commands/change-saved-replies.ts";
import { claimAppeal, releaseAppeal } from "../src/commands/claim-appeal.ts";
import { keepDecisionDraft } from "../src/commands/keep-decision-draft.ts";
import { publishQuestionDraft } from "../src/commands/publish-question-draft.ts";
import * as commands from "../src/index.ts";
import { type ActorName, actors, community as subreddit } from "./actors.ts";
import { anOpenAppeal } from "./test-installation.ts";

export interface Place {
  readonly installation: commands.Installation;
  /** The number of the try, for what has to be new in each. */
  readonly index: number;
}

/** A command that everybody is tried on, and who of them may. */
interface Row {
  /** Its file below `src/commands`, without its ending. */
  readonly file: string;
  readonly command: string;
  /** Runs it on the community, or on an appeal of it. @throws NotAllowedError */
  readonly run: (actor: Actor, place: Place) => Promise<unknown>;
  readonly allowed: readonly ActorName[];
}

const serve: readonly ActorName[] = ["operator", "program"];
const configure: readonly ActorName[] = [
  "moderator, all permissions",
  "moderator, settings only",
  "operator",
];
const review: readonly ActorName[] = [
  "moderator, all permissions",
  "moderator, modmail only",
  "moderator, modmail and users",
];
const decide: readonly ActorName[] = ["moderator, all permissions", "moderator, modmail and users"];
const at = new Date();
const siteUrl = "https://appeals.example.org";

const facts: SubredditFacts = {
  name: subreddit,
  description: "",
  subscribers: 1,
  rules: [],
  // No list: whoever is tried next must stay what they are.
  moderators: [],
};

/** A command for moderators takes nobody else: its type refuses them. */
class RefusedByType extends commands.NotAllowedError {}

/** Whoever gets as far as another mistake was allowed. */
async function unlessNotAllowed(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (error instanceof commands.NotAllowedError) throw error;
  });
}

function moderatorsOnly(actor: Actor): Extract<Actor, { kind: "moderator" }> {
  if (actor.kind === "moderator") return actor;
  throw new RefusedByType("It takes moderators alone.");
}

async function aDecision({ installation }: Place): Promise<string> {
  const result = await decideAs(actors["moderator, all permissions"], { installation, index: 0 });
  if (result.kind !== "stored") throw new Error(`The decision was not stored: ${result.kind}.`);
  return result.decision.id;
}

async function decideAs(moderator: Extract<Actor, { kind: "moderator" }>, { installation }: Place) {
  const { appeal } = await anOpenAppeal(installation);
  return commands.decideOnAppeal(installation, moderator, {
    appealId: appeal.id,
    seenVersion: 0,
    kind: "keep",
    reply: "We have read it.",
    isAuthorHidden: true,
    rule: null,
    reason: "They did not.",
    categories: [],
    mayAppealAgainAt: null,
    probation: null,
    at,
  });
}

/** One line for each command that asks who may. Whoever adds a command adds its line. */
const noJobs = { state: "failing", match: "none" } as const;

export const rows: readonly Row[] = [
  {
    file: "serve-communities",
    command: "serveCommunities",
    run: (actor, { installation }) => commands.serveCommunities(installation, actor, [subreddit]),
    allowed: serve,
  },
  {
    file: "leave-community",
    command: "leaveCommunity",
    run: (actor, { installation }) => commands.leaveCommunity(installation, actor, subreddit),
    allowed: serve,
  },
  {
    file: "assign-account",
    command: "assignAccount",
    run: (actor, { installation }) =>
      commands.assignAccount(installation, actor, { subreddit, account: null }),
    allowed: serve,
  },
  {
    file: "join-community",
    command: "joinCommunity",
    run: (actor, { installation }) =>
      commands.joinCommunity(installation, actor, { subreddit, at }),
    allowed: configure,
  },
  {
    file: "join-community",
    command: "recordInvitation",
    run: (actor, { installation }) =>
      commands.recordInvitation(installation, actor, { subreddit, facts }),
    allowed: serve,
  },
  {
    file: "change-community-hooks",
    command: "addCommunityHook",
    run: (actor, { installation }) =>
      commands.addCommunityHook(installation, actor, { subreddit, address: "", at }),
    allowed: configure,
  },
  {
    file: "change-community-hooks",
    command: "removeCommunityHook",
    run: (actor, { installation }) =>
      commands.removeCommunityHook(installation, actor, { subreddit, id: "none", at }),
    allowed: configure,
  },
  {
    file: "change-community-hooks",
    command: "publishHookKey",
    run: (actor, { installation }) =>
      commands.publishHookKey(installation, actor, "a secret that is long enough for a test"),
    allowed: ["program"],
  },
  {
    file: "change-watch",
    command: "watchCommunity",
    run: (actor, { installation }) =>
      commands.watchCommunity(installation, moderatorsOnly(actor), {
        subreddit,
        scope: "mine",
        at,
      }),
    allowed: review,
  },
  {
    file: "change-watch",
    command: "watchAppeal",
    run: async (actor, { installation }) => {
      const { appeal } = await anOpenAppeal(installation);
      const watch = { appealId: appeal.id, isWatched: true, at };
      return commands.watchAppeal(installation, moderatorsOnly(actor), watch);
    },
    allowed: review,
  },
  {
    file: "pause-community",
    command: "pauseCommunity",
    run: (actor, { installation }) =>
      commands.pauseCommunity(installation, actor, { subreddit, isPaused: false, at }),
    allowed: configure,
  },
  {
    file: "dry-run-community",
    command: "dryRunCommunity",
    run: (actor, { installation }) =>
      commands.dryRunCommunity(installation, actor, { subreddit, at }),
    allowed: configure,
  },
  {
    file: "dry-run-community",
    command: "recordDryRun",
    run: (actor, { installation }) =>
      commands.recordDryRun(installation, actor, { subreddit, findings: [], trouble: null, at }),
    allowed: ["program"],
  },
  {
    file: "record-community-facts",
    command: "recordCommunityFacts",
    run: (actor, { installation }) =>
      commands.recordCommunityFacts(installation, actor, { facts, at }),
    allowed: ["program"],
  },
  {
    file: "record-community-trouble",
    command: "recordCommunityTrouble",
    run: (actor, { installation }) =>
      commands.recordCommunityTrouble(installation, actor, { subreddit, trouble: null }),
    allowed: ["program"],
  },
  {
    file: "record-moderator-list",
    command: "recordModeratorList",
    run: (actor, { installation }) =>
      commands.recordModeratorList(installation, actor, { subreddit, moderators: [], at }),
    allowed: ["program"],
  },
  {
    file: "change-community-settings",
    command: "changeCommunitySettings",
    run: (actor, { installation, index }) =>
      commands.changeCommunitySettings(installation, actor, {
        subreddit,
        changes: { updateCutoffDays: 5 + index },
      }),
    allowed: configure,
  },
  {
    file: "change-community-texts",
    command: "changeCommunityTexts",
    run: (actor, { installation }) =>
      commands.changeCommunityTexts(installation, actor, { subreddit, language: "en", texts: {} }),
    allowed: configure,
  },
  {
    file: "change-community-questions",
    command: "changeCommunityQuestions",
    run: (actor, { installation }) =>
      commands.changeCommunityQuestions(installation, actor, {
        subreddit,
        questions: shortQuestions,
      }),
    allowed: configure,
  },
  {
    file: "restore-community-revision",
    command: "restoreCommunityRevision",
    run: (actor, { installation }) =>
      commands.restoreCommunityRevision(installation, actor, { subreddit, number: 1 }),
    allowed: configure,
  },
  {
    file: "decide-on-appeal",
    command: "decideOnAppeal",
    run: async (actor, place) => decideAs(moderatorsOnly(actor), place),
    allowed: decide,
  },
  {
    file: "take-back-decision",
    command: "takeBackDecision",
    run: async (actor, place) =>
      commands.takeBackDecision(place.installation, moderatorsOnly(actor), {
        decisionId: await aDecision(place),
        at,
      }),
    allowed: decide,
  },
  {
    file: "second-decision",
    command: "secondDecision",
    run: async (actor, place) =>
      commands.secondDecision(place.installation, moderatorsOnly(actor), {
        decisionId: await aDecision(place),
        at,
      }),
    allowed: decide,
  },
  {
    file: "ask-redditor",
    command: "askRedditor",
    run: async (actor, { installation }) => {
      const { appeal } = await anOpenAppeal(installation);
      const question = { appealId: appeal.id, body: "Which trail was it?", at };
      return commands.askRedditor(installation, moderatorsOnly(actor), question);
    },
    allowed: decide,
  },
  {
    file: "claim-appeal",
    command: "claimAppeal",
    run: async (actor, { installation }) => {
      const { appeal } = await anOpenAppeal(installation);
      const claim = { appealId: appeal.id, takeOver: false, at };
      return claimAppeal(installation, moderatorsOnly(actor), claim);
    },
    allowed: review,
  },
  {
    file: "claim-appeal",
    command: "releaseAppeal",
    run: async (actor, { installation }) => {
      const { appeal } = await anOpenAppeal(installation);
      return releaseAppeal(installation, moderatorsOnly(actor), { appealId: appeal.id, at });
    },
    allowed: review,
  },
  {
    file: "add-moderator-note",
    command: "addModeratorNote",
    run: async (actor, { installation }) => {
      const { appeal } = await anOpenAppeal(installation);
      const note = { appealId: appeal.id, text: "Seen before.", at };
      return addModeratorNote(installation, moderatorsOnly(actor), note);
    },
    allowed: review,
  },
  {
    file: "ask-redditor",
    command: "askRedditor",
    run: async (actor, { installation }) => {
      const { appeal } = await anOpenAppeal(installation);
      const question = { appealId: appeal.id, body: "Which rule did you read?", at };
      return commands.askRedditor(installation, moderatorsOnly(actor), question);
    },
    allowed: decide,
  },
  {
    file: "keep-decision-draft",
    command: "keepDecisionDraft",
    run: async (actor, { installation }) => {
      const { appeal } = await anOpenAppeal(installation);
      const draft = { appealId: appeal.id, seenVersion: 0, words: emptyDecisionDraft, at };
      return keepDecisionDraft(installation, moderatorsOnly(actor), draft);
    },
    allowed: review,
  },
  {
    file: "change-community-text",
    command: "changeCommunityText",
    run: (actor, { installation }) =>
      changeCommunityText(installation, actor, {
        ...{ subreddit, language: "en", name: "final", text: null, seenRevision: 0, siteUrl },
      }),
    allowed: configure,
  },
  {
    file: "change-saved-replies",
    command: "changeSavedReplies",
    run: (actor, { installation }) =>
      changeSavedReplies(installation, actor, {
        ...{ subreddit, change: { kind: "remove", id: "none" }, seenRevision: 0, siteUrl },
      }),
    allowed: configure,
  },
  {
    file: "change-question-draft",
    command: "changeQuestionDraft",
    run: (actor, { installation }) =>
      changeQuestionDraft(installation, actor, {
        ...{ subreddit, change: { kind: "discard" }, seenDraft: 0, siteUrl, at },
        defaultQuestions: shortQuestions,
      }),
    allowed: configure,
  },
  {
    file: "publish-question-draft",
    command: "publishQuestionDraft",
    run: (actor, { installation }) =>
      publishQuestionDraft(installation, actor, { subreddit, seenDraft: 1, seenRevision: 0 }),
    allowed: configure,
  },
  {
    file: "change-treatment-fraction",
    command: "changeTreatmentFraction",
    run: (actor, { installation, index }) =>
      commands.changeTreatmentFraction(installation, actor, { subreddit, fraction: 1 / index }),
    allowed: ["researcher", "operator"],
  },
  {
    file: "change-treatment-fraction",
    command: "changeTreatmentFractions",
    run: (actor, { installation, index }) =>
      commands.changeTreatmentFractions(installation, actor, 1 / index),
    allowed: ["researcher"],
  },
  {
    file: "import-toxicity-labels",
    command: "importToxicityLabels",
    run: (actor, { installation }) =>
      unlessNotAllowed(commands.importToxicityLabels(installation, actor, { csv: "", at })),
    allowed: ["researcher"],
  },
  {
    file: "correct-transparency-report",
    command: "correctTransparencyReport",
    run: (actor, { installation }) =>
      commands.correctTransparencyReport(installation, actor, {
        ...{ subreddit, month: "2026-01-01", note: "A ban was missing.", at },
      }),
    allowed: configure,
  },
  {
    file: "count-research-look",
    command: "countResearchLook",
    run: (actor, { installation }) =>
      commands.countResearchLook(installation, actor, { subreddit, at }),
    allowed: ["researcher"],
  },
  {
    file: "lock-research-plan",
    command: "lockResearchPlan",
    run: (actor, { installation }) =>
      unlessNotAllowed(commands.lockResearchPlan(installation, actor, { subreddit, plan: {}, at })),
    allowed: ["researcher"],
  },
  {
    file: "unlock-research-arms",
    command: "unlockResearchArms",
    run: (actor, { installation }) => commands.unlockResearchArms(installation, actor, { at }),
    allowed: ["researcher"],
  },
  {
    file: "make-demo-data",
    command: "makeDemoData",
    // Refused to everybody here, where a community is served; to operators for that alone.
    run: (actor, { installation }) =>
      unlessNotAllowed(
        commands.makeDemoData(installation, actor, { appeals: 1, seed: 1, until: at }),
      ),
    allowed: ["operator"],
  },
  {
    file: "change-roles",
    command: "grantRole",
    run: (actor, { installation, index }) =>
      commands.grantRole(installation, actor, { username: `friend${index}`, role: "operator", at }),
    allowed: ["operator"],
  },
  {
    file: "change-roles",
    command: "revokeRole",
    run: (actor, { installation, index }) =>
      commands.revokeRole(installation, actor, {
        username: `friend${index}`,
        role: "operator",
        at,
      }),
    allowed: ["operator"],
  },
  {
    file: "change-failing-jobs",
    command: "retryFailingJob",
    run: (actor, { installation }) =>
      commands.retryFailingJob(installation, actor, { key: "process-conversation:none", at }),
    allowed: ["operator"],
  },
  {
    file: "change-failing-jobs",
    command: "giveUpFailingJob",
    run: (actor, { installation }) =>
      commands.giveUpFailingJob(installation, actor, { key: "process-conversation:none", at }),
    allowed: ["operator"],
  },
  {
    file: "change-failing-jobs",
    command: "retryMatchingJobs",
    run: (actor, { installation }) =>
      commands.retryMatchingJobs(installation, actor, { filter: noJobs, at }),
    allowed: ["operator"],
  },
  {
    file: "change-failing-jobs",
    command: "giveUpMatchingJobs",
    run: (actor, { installation }) =>
      commands.giveUpMatchingJobs(installation, actor, { filter: noJobs, at }),
    allowed: ["operator"],
  },
  {
    file: "sign-out-redditor",
    command: "signOutRedditor",
    run: (actor, { installation }) =>
      commands.signOutRedditor(installation, actor, { redditorId: "t2_nobody", at }),
    allowed: ["operator"],
  },
  {
    file: "answer-sign-up",
    command: "answerSignUp",
    run: (actor, { installation }) => commands.answerSignUp(installation, actor, { id: 1, at }),
    allowed: ["operator"],
  },
];

/** Commands that ask nobody's rights, and why they need not. */
export const withoutRights: Readonly<Record<string, string>> = {
  "apply-served-settings": "takes a program alone, by its type",
  "ask-for-lost-link": "anybody may; the link goes to its redditor alone",
  "ask-for-moderator-list": "does nothing for whom the last list does not name",
  "delete-answered-sign-ups": "takes a program alone, by its type",
  "delete-old-appeals": "takes a program alone, by its type",
  "finish-deletions": "carries out what was deleted already",
  "keep-late-answers": "takes the token of a form link, and reaches that form alone",
  "purge-redditor": "takes an operator or a program alone, by its type",
  "keep-receipts": "changes nothing but what is known of purges, and is called by other commands",
  "apply-retention": "takes a program alone, by its type",
  "revoke-form-link": "takes an operator alone, by its type",
  "repeat-purges": "takes a program alone, by its type",
  "replace-form-link": "takes an operator alone, by its type",
  "save-draft": "takes the token of a form link, and reaches that form alone",
  "sign-in": "after Reddit's own word",
  "sign-out": "ends sessions of the same account alone",
  "sign-up": "anybody may",
  "submit-form": "takes the token of a form link, and reaches that form alone",
};
