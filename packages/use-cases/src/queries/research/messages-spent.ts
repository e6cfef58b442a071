import type { Group } from "@appealmod/core";
import type { MessagesSpent } from "@appealmod/db";
import {
  hodgesLehmannShift,
  type IntervalResult,
  mannWhitneyTest,
  type NoResult,
  type ValueGroup,
} from "@appealmod/statistics";

/** What one appeal cost moderators in messages, in one community and phase: never over several. */
export interface SpentMessages {
  readonly subredditKey: string;
  readonly phase: number;
  /** Appeals by how many messages each took, fewest first. */
  readonly counts: Readonly<Record<Group, readonly ValueGroup[]>>;
  readonly appeals: Readonly<Record<Group, number>>;
  /** Per appeal; `null` where nothing was seen of any. */
  readonly mean: Readonly<Record<Group, number | null>>;
  /** Treatment less control, by Hodges and Lehmann. */
  readonly shift: IntervalResult;
  /** By Mann and Whitney. */
  readonly test: { readonly kind: "test"; readonly p: number } | NoResult;
}

export function spentMessages(rows: readonly MessagesSpent[]): readonly SpentMessages[] {
  const byPlace = Map.groupBy(rows, ({ subredditKey, phase }) => `${subredditKey} ${phase}`);
  return [...byPlace.values()].flatMap((both) => {
    const [one] = both;
    if (!one) return [];
    const of = (group: Group): readonly ValueGroup[] =>
      both
        .filter((row) => row.group === group)
        .map(({ messages, appeals }) => ({ value: messages, count: appeals }));
    const [treatment, control] = [of("treatment"), of("control")];
    const test = mannWhitneyTest(treatment, control);
    return {
      subredditKey: one.subredditKey,
      phase: one.phase,
      counts: { treatment, control },
      appeals: { treatment: count(treatment), control: count(control) },
      mean: { treatment: meanOf(treatment), control: meanOf(control) },
      shift: hodgesLehmannShift(treatment, control),
      test: test.kind === "test" ? { kind: "test", p: test.p } : test,
    };
  });
}

function count(groups: readonly ValueGroup[]): number {
  return groups.reduce((sum, each) => sum + each.count, 0);
}

function meanOf(groups: readonly ValueGroup[]): number | null {
  const n = count(groups);
  return n === 0 ? null : groups.reduce((sum, each) => sum + each.value * each.count, 0) / n;
}
