export { cohenKappa, type Kappa } from "./agreement/cohen-kappa.ts";
export {
  type DrawPhase,
  type PhaseBalance,
  type SampleRatioMismatch,
  sampleRatioMismatch,
} from "./balance/sample-ratio-mismatch.ts";
export { agrestiCaffoInterval } from "./difference/agresti-caffo-interval.ts";
export { meeInterval } from "./difference/mee-interval.ts";
export { miettinenNurminenInterval } from "./difference/miettinen-nurminen-interval.ts";
export { newcombeInterval } from "./difference/newcombe-interval.ts";
export type { AlphaOption } from "./input/alpha-option.ts";
export type { Alternative, AlternativeOption } from "./input/alternative.ts";
export type { Proportion } from "./input/proportion.ts";
export { StatisticsInputError } from "./input/statistics-input-error.ts";
export { type Look, obrienFlemingBoundary } from "./looks/obrien-fleming-boundary.ts";
export { holmAdjust } from "./multiplicity/holm-adjust.ts";
export { arcsinePower } from "./power/arcsine-power.ts";
export { arcsineSize } from "./power/arcsine-size.ts";
export type { ArmSizes } from "./power/arm-sizes.ts";
export { cohenH } from "./power/cohen-h.ts";
export {
  type DetectableDifference,
  type DetectableOptions,
  minimalDetectableDifference,
} from "./power/minimal-detectable-difference.ts";
export type { PowerOptions, SizeOptions } from "./power/power-options.ts";
export { type Power, type TwoSharePowerOptions, twoSharePower } from "./power/two-share-power.ts";
export { type TwoShareSizeOptions, twoShareSize } from "./power/two-share-size.ts";
export { binomialTest } from "./proportion/binomial-test.ts";
export { clopperPearsonInterval } from "./proportion/clopper-pearson-interval.ts";
export { midPInterval } from "./proportion/mid-p-interval.ts";
export { type WilsonOptions, wilsonInterval } from "./proportion/wilson-interval.ts";
export { hodgesLehmannShift } from "./ranks/hodges-lehmann-shift.ts";
export {
  type MannWhitneyOptions,
  type MannWhitneyResult,
  mannWhitneyTest,
} from "./ranks/mann-whitney-test.ts";
export type { Sample, ValueGroup } from "./ranks/value-groups.ts";
export { adjustedRiskRatioInterval } from "./ratio/adjusted-risk-ratio-interval.ts";
export { koopmanInterval } from "./ratio/koopman-interval.ts";
export { oddsRatioInterval } from "./ratio/odds-ratio-interval.ts";
export { riskRatioInterval } from "./ratio/risk-ratio-interval.ts";
export type {
  ChiSquaredResult,
  EstimateWithLimits,
  EstimateWithoutLimits,
  IntervalResult,
  NoResult,
  PValue,
  Reason,
} from "./result.ts";
export { mantelHaenszelOddsRatio } from "./strata/mantel-haenszel-odds-ratio.ts";
export { mantelHaenszelRiskDifference } from "./strata/mantel-haenszel-risk-difference.ts";
export { mantelHaenszelTest } from "./strata/mantel-haenszel-test.ts";
export type { Stratum } from "./strata/stratum.ts";
export { type ContinuityOption, chiSquaredTest } from "./table/chi-squared-test.ts";
export { conditionalOddsRatio } from "./table/conditional-odds-ratio.ts";
export { fisherExactTest } from "./table/fisher-exact-test.ts";
export { goodnessOfFitTest } from "./table/goodness-of-fit-test.ts";
export type { TimeAtRisk } from "./time-to-event/at-risk.ts";
export {
  kaplanMeier,
  type SurvivalCurve,
  type SurvivalStep,
} from "./time-to-event/kaplan-meier.ts";
export { type LogRankResult, logRankTest } from "./time-to-event/log-rank-test.ts";
export { type MedianTime, medianTime } from "./time-to-event/median-time.ts";
export type { Observation } from "./time-to-event/observation.ts";
export { type RestrictedMean, restrictedMean } from "./time-to-event/restricted-mean.ts";
export { restrictedMeanDifference } from "./time-to-event/restricted-mean-difference.ts";
