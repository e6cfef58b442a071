import type { Group } from "@appealmod/core";
import type { CoderAgreement, LabelledAppeals } from "@appealmod/db";
import {
  cohenKappa,
  type IntervalResult,
  type Kappa,
  type NoResult,
  type Proportion,
  wilsonInterval,
} from "@appealmod/statistics";

/** What coders' labels say; without labels everything is 0. */
export interface ToxicityResults {
  readonly toxic: number;
  readonly notToxic: number;
  /** Their coders are split. */
  readonly split: number;
  /** Of toxic appeals, those that reached moderators, by Wilson. */
  readonly reached: Readonly<Record<Group, Proportion & { readonly share: IntervalResult }>>;
  /** Cohen's kappa of the two coders who labelled the most appeals in common. */
  readonly agreement: {
    readonly coders: readonly [string, string] | null;
    readonly appeals: number;
    readonly kappa: Kappa | NoResult;
  };
}

export function toxicityResults(
  labels: readonly LabelledAppeals[],
  pairs: readonly CoderAgreement[],
): ToxicityResults {
  const count = (verdict: LabelledAppeals["verdict"]) =>
    sum(labels.filter((row) => row.verdict === verdict).map(({ appeals }) => appeals));
  const reachedIn = (group: Group) => {
    const toxic = labels.filter((row) => row.verdict === "toxic" && row.group === group);
    const events = sum(toxic.map(({ reached }) => reached));
    const n = sum(toxic.map(({ appeals }) => appeals));
    return { events, n, share: wilsonInterval({ events, n }) };
  };
  const [one] = pairs;
  const word = (isToxic: boolean) => (isToxic ? "toxic" : "not-toxic");
  return {
    toxic: count("toxic"),
    notToxic: count("not-toxic"),
    split: count("split"),
    reached: { treatment: reachedIn("treatment"), control: reachedIn("control") },
    agreement: {
      coders: one ? [one.first, one.second] : null,
      appeals: sum(pairs.map(({ appeals }) => appeals)),
      kappa: cohenKappa(
        pairs.flatMap(({ firstIsToxic, secondIsToxic, appeals }) =>
          Array.from({ length: appeals }, () => [word(firstIsToxic), word(secondIsToxic)] as const),
        ),
      ),
    },
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}
