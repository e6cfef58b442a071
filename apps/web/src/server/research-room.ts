import {
  type ExperimentHealth,
  type ExperimentResults,
  experimentHealth,
  experimentResults,
  type Installation,
  researcherOf,
  type SignedIn,
} from "@appealmod/use-cases";
import { decisionCurve } from "./charts/decision-curve.ts";
import { differencePlot } from "./charts/difference-plot.ts";
import { drawsPlot } from "./charts/draws-plot.ts";

/** What the researcher's pages may ask for. Whoever is no researcher gets a NotAllowedError. */
export interface ResearchRoom {
  /** The approval that the settings name; `null` where none is recorded. */
  readonly approval: string | null;
  /** @returns `null` for a community that nothing is known of */
  results(signedIn: SignedIn, subreddit: string | null): Promise<ExperimentResults | null>;
  health(signedIn: SignedIn): Promise<ExperimentHealth>;
  /** Drawings as SVG: the libraries for them are loaded outside of the framework's bundles. */
  readonly charts: {
    readonly differences: typeof differencePlot;
    readonly decisions: typeof decisionCurve;
    readonly draws: typeof drawsPlot;
  };
}

export interface ResearchParts {
  readonly installation: Installation;
  readonly approval: string | null;
}

export function composeResearchRoom({ installation, approval }: ResearchParts): ResearchRoom {
  return {
    approval,
    results: (signedIn, subreddit) => experimentResults(installation, actorOf(signedIn), subreddit),
    health: (signedIn) => experimentHealth(installation, actorOf(signedIn)),
    charts: { differences: differencePlot, decisions: decisionCurve, draws: drawsPlot },
  };
}

/** Somebody as a researcher, or as what they are where they are none: the use cases refuse them. */
function actorOf(signedIn: SignedIn) {
  return researcherOf(signedIn) ?? signedIn.moderator;
}
