import { ofPower } from "./of-power.ts";
import { ofProportions } from "./of-proportions.ts";
import { ofRanks } from "./of-ranks.ts";
import { ofStrataAndOutcomes } from "./of-strata-and-outcomes.ts";
import { ofTimes } from "./of-times.ts";
import { ofTwoArms } from "./of-two-arms.ts";
import type { PrintedNumber } from "./printed-number.ts";

/** Every number that the package is held to, by method. */
export const printedNumbers: readonly {
  readonly about: string;
  readonly rows: readonly PrintedNumber[];
}[] = [
  { about: "One proportion", rows: ofProportions },
  { about: "Two arms", rows: ofTwoArms },
  { about: "Strata, several outcomes, balance, looks, agreement", rows: ofStrataAndOutcomes },
  { about: "Time to event", rows: ofTimes },
  { about: "Ranks", rows: ofRanks },
  { about: "Power and size", rows: ofPower },
];
