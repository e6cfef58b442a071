import { type FaultKind, faultKinds } from "./faults/fault-plan.ts";
import type { FindingClass } from "./oracle/index.ts";
import type { JudgedStory } from "./report.ts";
import type { RunResult } from "./run.ts";
import type { Deed } from "./stories/evidence.ts";
import { storyKinds } from "./stories/story.ts";

const width = 24;

/** Each kind of story with how many were told, and what was found in them. */
export function storyTable(judged: readonly JudgedStory[]): string[] {
  const columns: readonly FindingClass[] = [
    "lost",
    "doubled",
    "wrong",
    "overdue",
    "late",
    "ambiguous",
  ];
  const row = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(10)).join("")}`;
  const rows = storyKinds.flatMap((kind) => {
    const of = judged.filter(({ evidence }) => evidence.story.kind === kind);
    if (of.length === 0) return [];
    const counts = columns.map(
      (column) =>
        of.flatMap(({ judgement }) => judgement.findings.filter((one) => one.class === column))
          .length,
    );
    return [row(kind, [of.length, ...counts])];
  });
  return [row("story", ["told", ...columns]), ...rows];
}

/** What people did in all stories together; a form counts once it was taken. */
export function deedTable(judged: readonly JudgedStory[]): string[] {
  const perStory = judged.map(({ evidence }) => evidence.deeds);
  const all = perStory.flat();
  const of = (...steps: readonly Deed["step"]["do"][]) =>
    all.filter(({ step, isVain }) => steps.includes(step.do) && !isVain).length;
  const bans = of("ban");
  const stories = perStory.filter((deeds) => deeds.some(({ step }) => step.do === "ban")).length;
  const forms = all.filter(({ form }) => form?.outcome === "submitted").length;
  const counts: readonly (readonly [string, number])[] = [
    ["bans", stories],
    ["bans anew", bans - stories],
    ["unbans", of("unban")],
    ["appeals begun", of("answer-notice", "compose")],
    ["further replies", of("write", "write-at-once")],
    ["forms sent", forms],
    ["moderators answer", of("moderator-answers", "moderator-writes-first")],
    ["moderators note", of("moderator-notes")],
    ["moderators move", of("moderator-archives", "moderator-unarchives")],
    ["other bots answer", of("other-bot-answers")],
    ["other bots note", of("other-bot-notes")],
    ["bans changed", of("change-ban")],
    ["accounts deleted", of("delete-account")],
    ["accounts suspended", of("suspend-account")],
    ["accounts back", of("unsuspend-account")],
    ["accounts renamed", of("rename-account")],
    ["mutes", of("mute")],
    ["replies refused for good", of("refuse-replies")],
    ["cutoffs outlasted", of("outlast-cutoff")],
    ["decided on the site", of("decide")],
    ["decisions taken back", of("take-back")],
    ["deciders removed", of("remove-decider")],
  ];
  const cells = counts.map(([name, count]) => `${name} ${count}`);
  return [`${"what people did".padEnd(width)}${cells.join(", ")}`];
}

/** Each fault with how often it was made, and which requests it struck. */
export function faultTable({ broken, strikes }: RunResult, asked: readonly FaultKind[]): string[] {
  if (broken.made.length === 0) return ["nothing was broken"];
  const row = (kind: string, label: string, made: string, struck: string, where: string) =>
    `${kind.padEnd(width - 10)}${label.padEnd(24)}${made.padStart(6)}${struck.padStart(8)}  ${where}`.trimEnd();
  const rows = faultKinds.flatMap((kind) =>
    broken.made
      .filter((one) => one.kind === kind)
      .sort((one, other) => (one.label < other.label ? -1 : 1))
      .map(({ label, times }) => {
        const struck = strikes.filter((one) => one.label === label);
        const byEndpoint = new Map<string, number>();
        for (const { endpoint, times: count } of struck)
          byEndpoint.set(endpoint, (byEndpoint.get(endpoint) ?? 0) + count);
        const sum = [...byEndpoint.values()].reduce((total, count) => total + count, 0);
        const where = [...byEndpoint].map(([endpoint, count]) => `${endpoint} ${count}`);
        const name = label === kind ? "" : label;
        return row(kind, name, `${times}`, sum === 0 ? "" : `${sum}`, where.join(", "));
      }),
  );
  const missing = asked.filter((kind) => !broken.made.some((one) => one.kind === kind));
  return [
    row("fault", "", "made", "struck", "where"),
    ...rows,
    ...(missing.length > 0 ? [`not in this run: ${missing.join(", ")}`] : []),
  ];
}
