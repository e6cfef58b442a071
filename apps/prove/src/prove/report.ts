import { commandFor, type ProveOptions } from "./options.ts";
import { type Finding, failures, type Judgement } from "./oracle/index.ts";
import type { RecordedLine } from "./record-of.ts";
import type { RunResult } from "./run.ts";
import type { StoryEvidence } from "./stories/evidence.ts";
import { deedTable, faultTable, storyTable } from "./tables.ts";

export interface JudgedStory {
  readonly evidence: StoryEvidence;
  readonly judgement: Judgement;
  /** What the bot recorded of it; of stories that failed only. */
  readonly recorded: readonly RecordedLine[];
}

export interface Verdict {
  readonly judged: readonly JudgedStory[];
  /** Findings that belong to no single story. */
  readonly general: readonly Finding[];
  readonly result: RunResult;
  readonly endedByItself: readonly string[];
  readonly stopMs: number;
  /** Where the logs are, if they are kept. */
  readonly dir: string;
}

export const mostToldStories = 12;

/** Whether the run proves what it should. */
export function isClean({ judged, general, result }: Verdict): boolean {
  const findings = [...judged.flatMap(({ judgement }) => judgement.findings), ...general];
  return (
    result.unfinished === null &&
    result.unplayed.length === 0 &&
    !findings.some((finding) => failures.includes(finding.class))
  );
}

/** The run as a text for people. */
export function report(verdict: Verdict, options: ProveOptions): string {
  const { judged, general, result } = verdict;
  const all = [...judged.flatMap(({ judgement }) => judgement.findings), ...general];
  const lines = [
    "",
    ...storyTable(judged),
    "",
    ...deedTable(judged),
    "",
    ...faultTable(result, options.faults),
    "",
    `requests             ${requestsOf(verdict)}`,
    ...accountLines(result),
    `arms                 ${armsOf(judged)}`,
    `forms                ${formsOf(judged)}`,
    ...delayLines(judged),
    `time                 ${seconds(result.tookMs.stories)} s of stories, ${seconds(result.tookMs.quiet)} s until all was quiet, ${seconds(verdict.stopMs)} s to stop`,
    "",
    ...(["lost", "doubled", "wrong", "overdue", "late", "ambiguous"] as const).map(
      (kind) => `${kind.padEnd(20)} ${all.filter((finding) => finding.class === kind).length}`,
    ),
    ...ambiguities(all),
  ];
  for (const trouble of result.broken.troubles) lines.push(`a fault could not be made: ${trouble}`);
  for (const words of new Set(verdict.endedByItself)) lines.push(`a bot ended by itself: ${words}`);
  for (const why of result.unplayed) lines.push(`not played to its end: ${why}`);
  if (result.unfinished)
    lines.push(
      `NOT QUIET in time: ${result.unfinished.jobs} conversations and ${result.unfinished.claims} effects unfinished`,
      ...result.unfinished.samples,
    );
  for (const finding of general)
    lines.push(`${finding.class}: ${finding.what} (${finding.conversationId})`);
  const failed = judged.filter(({ judgement }) => hasFailed(judgement));
  if (failed.length > 0) lines.push("", ...clockLines(result), ...windowLines(result));
  for (const story of failed.slice(0, mostToldStories)) lines.push("", ...tell(story, options));
  if (failed.length > mostToldStories)
    lines.push("", `… and ${failed.length - mostToldStories} failed stories more`);
  lines.push("", isClean(verdict) ? "Proven." : `NOT PROVEN. Again: ${commandFor(options)}`, "");
  return lines.join("\n");
}

/** From which date on the pretend Reddit's clock ran how far ahead: dates of stories jump there. */
function clockLines({ broken }: RunResult): string[] {
  return broken.shifts.map(
    ({ date, offsetMs }) =>
      `after ${clockTime(date)} the pretend Reddit's clock was ${seconds(offsetMs)} s ahead`,
  );
}

function windowLines({ broken }: RunResult): string[] {
  const windows = broken.windows.map(({ from, to }) => `${clockTime(from)} to ${clockTime(to)}`);
  return [`broken, or in its wake, by our clock: ${windows.join(", ")}`];
}

function clockTime(date: number): string {
  return new Date(date).toISOString().slice(11, 23);
}

export function hasFailed({ findings }: Judgement): boolean {
  return findings.some((finding) => failures.includes(finding.class));
}

function requestsOf({ judged, result }: Verdict): string {
  const { "modmail.list": listings = 0, ...others } = result.requests;
  const sum = Object.values(others).reduce((total, count) => total + count, 0);
  const appeals = judged.filter(({ evidence }) =>
    evidence.conversations.some(({ messages }) =>
      messages.some(({ author }) => result.run.bots.includes(author)),
    ),
  ).length;
  const each = Object.entries(others).map(([endpoint, count]) => `${endpoint} ${count}`);
  return `${(sum / Math.max(1, appeals)).toFixed(1)} per appeal that was answered (${each.join(", ")}), ${listings} listings`;
}

/** Who asked how often, where there are several accounts. */
function accountLines({ run, requestsByAccount }: RunResult): string[] {
  if (run.bots.length === 1) return [];
  const each = run.bots.map((bot) => `u/${bot} ${requestsByAccount[bot] ?? 0}`);
  return [`requests by account  ${each.join(", ")}`];
}

function armsOf(judged: readonly JudgedStory[]): string {
  const shares = new Map<number, { treated: number; of: number }>();
  for (const { evidence, judgement } of judged) {
    if (judgement.arm === null) continue;
    const { fraction } = evidence.story.community;
    const share = shares.get(fraction) ?? { treated: 0, of: 0 };
    share.of += 1;
    if (judgement.arm === "treatment") share.treated += 1;
    shares.set(fraction, share);
  }
  return [...shares]
    .sort(([one], [other]) => one - other)
    .map(([fraction, { treated, of }]) => `${treated} of ${of} where it should be ${fraction}`)
    .join(", ");
}

function formsOf(judged: readonly JudgedStory[]): string {
  const sent = judged.flatMap(({ evidence }) =>
    evidence.deeds.flatMap(({ form }) => (form?.outcome === "submitted" ? [form] : [])),
  );
  const throughSite = sent.filter(({ through }) => through === "site").length;
  return `${sent.length} sent, ${throughSite} of them through the site`;
}

function delayLines(judged: readonly JudgedStory[]): string[] {
  const delays = judged.flatMap(({ judgement }) => judgement.delays);
  return (["message to invite", "form to note"] as const).map((what) => {
    const all = delays.filter((delay) => delay.what === what);
    const calm = spread(all.filter(({ isDisturbed }) => !isDisturbed).map(({ ms }) => ms));
    const broken = spread(all.filter(({ isDisturbed }) => isDisturbed).map(({ ms }) => ms));
    return `${what.padEnd(20)} undisturbed ${calm}; while something was broken ${broken}`;
  });
}

function spread(delays: readonly number[]): string {
  const sorted = delays.toSorted((one, other) => one - other);
  const at = (share: number) => seconds(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  if (sorted.length === 0) return "none";
  return `${sorted.length}: median ${at(0.5)} s, 95th ${at(0.95)} s, worst ${at(1)} s`;
}

function ambiguities(all: readonly Finding[]): string[] {
  const counts = new Map<string, number>();
  for (const finding of all)
    if (finding.class === "ambiguous")
      counts.set(finding.what, (counts.get(finding.what) ?? 0) + 1);
  return [...counts].map(([what, count]) => `  ${String(count).padStart(4)} × ${what}`);
}

/** A failed story with all that happened in it, in order. */
function tell({ evidence, judgement, recorded }: JudgedStory, options: ProveOptions): string[] {
  const { story, deeds, conversations } = evidence;
  const head = `── story ${story.number}: ${story.kind}, u/${story.redditor} in r/${story.community.name} (treatment ${story.community.fraction})`;
  const found = judgement.findings.map(
    (finding) => `   ${finding.class}: ${finding.what} (${finding.conversationId})`,
  );
  const done = deeds
    .filter(({ step }) => step.do !== "pause")
    .map(({ step, at, conversationId, told }) => {
      const { do: what, ...how } = step;
      return {
        date: at.until,
        text: `  ${what} ${JSON.stringify(how)} ${conversationId ?? ""} ${told}`,
      };
    });
  const shown = conversations.flatMap((view) => [
    ...view.messages.map((one) => ({
      date: one.date,
      text: `    ${view.id} ${one.author}${one.isInternal ? " (private)" : ""}: ${one.body.replaceAll("\n", " ").slice(0, 90)}`,
    })),
    ...view.actions.map((one) => ({
      date: one.date,
      text: `    ${view.id} ${one.author} does ${one.type === 2 ? "archive" : one.type === 3 ? "unarchive" : one.type}`,
    })),
  ]);
  const ends = conversations.map((view) => `   ${view.id} ends in state ${view.state}`);
  const log = [...done, ...shown, ...recorded]
    .sort((one, other) => one.date - other.date)
    .map(({ date, text }) => `   ${clockTime(date)}${text}`);
  return [head, ...found, ...log, ...ends, `   again: ${commandFor(options, [story.number])}`];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 2 : 0);
}
