import { answerText, type EventActor, localize, shownQuestions } from "@appealmod/core";
import { type AppealDetails, createCommunitySource } from "@appealmod/db";
import { conversationAddress } from "@appealmod/engine";
import { readCommunityDefaults } from "@appealmod/use-cases";
import { findAppeal, readAppealId } from "../appeal/find-appeal.ts";
import { newLink } from "../appeal/new-link.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { indented } from "../output/indented.ts";
import { outcomeInWords } from "../output/outcome-in-words.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";

/** So many events are shown; --json gives all. */
const mostEvents = 40;

export const appeal: Command = {
  name: "appeal",
  summary: "everything about one appeal, or a new form link for it",
  usage: `Usage: pnpm appealmod appeal ID [--json]
       pnpm appealmod appeal ID new-link

ID may be shortened as long as it stands for one appeal; pnpm appealmod appeals lists them.
The form link is not shown: it is the appellant's alone. Where somebody else has got hold of it,
new-link has the bot send another one in the conversation. The old one then opens nothing any
more; what was written behind it stays in the form.

Example: pnpm appealmod appeal 3f2a --json
`,
  async run({ installation, screen, config, now }, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const [written, toDo, ...more] = positionals;
    nothingMore(more);
    const beginning = readAppealId(written);
    if (toDo !== undefined && toDo !== "new-link")
      throw new UsageError(`"${toDo}" is nothing to do with an appeal; there is new-link.`);
    const opened = await installation();
    const { database } = opened;
    const details = await findAppeal(database, beginning);
    if (toDo === "new-link") return screen.text(await newLink(opened, details, now()));
    if (values.json) return screen.json(details);
    const source = createCommunitySource(database, readCommunityDefaults(config()));
    const { settings } = await source.policyFor(details.subreddit);
    screen.text(told(details, settings.language));
  },
};

function told(details: AppealDetails, language: string): string {
  return [
    table(["", ""], particulars(details)).trim(),
    section(
      "Conversations",
      details.conversations.map(
        ({ id, linkedAt }) => `${moment(linkedAt)}  ${conversationAddress(id)}`,
      ),
    ),
    section("Effects on Reddit", [actionTable(details)]),
    section("Timeline", [timelineTable(details)]),
    answers(details, language),
  ].join("\n\n");
}

function particulars(details: AppealDetails): [string, string][] {
  const form = details.form;
  return [
    ["id", details.id],
    ["redditor", `u/${details.username}`],
    ["community", `r/${details.subreddit}`],
    ["group", details.group],
    ["state", details.state],
    ["outcome", outcomeInWords(details.outcome)],
    ...(details.grantedBy === null
      ? []
      : [["granted by", `u/${details.grantedBy}`] as [string, string]]),
    ["people involved", details.isModeratorInvolved ? "yes" : "no"],
    ["banned", moment(details.bannedAt)],
    ["ban note", details.banNote || "-"],
    ["opened", moment(details.openedAt)],
    ["opened under", revisionOf(details)],
    ["form sent", form === null ? "has none" : moment(form.submittedAt)],
    ...(form?.draftUpdatedAt
      ? [["draft saved", moment(form.draftUpdatedAt)] as [string, string]]
      : []),
    ["last change", moment(details.lastChangedAt)],
    ["next look", moment(details.nextCheckAt)],
    ["closed", moment(details.closedAt)],
  ];
}

function revisionOf({ communityRevision, subreddit }: AppealDetails): string {
  return communityRevision === null
    ? "the defaults, or not known"
    : `revision ${communityRevision} (pnpm appealmod community ${subreddit} history ${communityRevision})`;
}

function section(heading: string, lines: readonly string[]): string {
  return `${heading}\n${indented(lines.join("\n") || "none")}`;
}

function actionTable({ actions }: AppealDetails): string {
  if (actions.length === 0) return "none";
  return table(
    ["begun", "settled", "effect", "message", "conversation"],
    actions.map(({ claimedAt, settledAt, key, messageId, conversationId }) => [
      moment(claimedAt),
      settledAt === null ? "not known" : moment(settledAt),
      key,
      messageId ?? "-",
      conversationId,
    ]),
  );
}

function timelineTable({ timeline }: AppealDetails): string {
  if (timeline.length === 0) return "none";
  const rows = timeline
    .slice(-mostEvents)
    .map(({ at, actor, message }) => [moment(at), actorName(actor), message]);
  const earlier = timeline.length - rows.length;
  const shown = table(["when", "who", "what"], rows);
  return earlier === 0 ? shown : `${earlier} earlier ones: see --json\n${shown}`;
}

function actorName({ kind, name }: EventActor): string {
  if (name !== undefined) return `u/${name}`;
  return kind === "program" ? "the bot" : `the ${kind}`;
}

function answers({ form }: AppealDetails, language: string): string {
  if (form === null) return section("Answers", ["no form: the appeal is in control"]);
  const given = form.answers;
  if (given === null) return section("Answers", ["the form is not sent yet"]);
  const asked = shownQuestions(form.questions, given);
  return section(
    `Answers to ${form.questions.id}, version ${form.questions.version}`,
    asked.map(
      (question) =>
        `${localize(question.label, language)} (${question.id})\n${indented(answerText(question, given, language))}\n`,
    ),
  ).trimEnd();
}
