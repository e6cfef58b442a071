import type { Config, Finding } from "@appealmod/config";
import type { Installation } from "@appealmod/use-cases";

export { type Finding, ok } from "@appealmod/config";

/** What checks look at. Nothing is opened before a check asks for it. */
export interface Examined {
  readonly config: Config;
  /** @throws what keeps the database from being opened */
  installation(): Promise<Installation>;
  /** Whether what can be mended safely is mended. */
  readonly mends: boolean;
}

/** Looks at one thing. What it throws is a failure with the error's own words. */
export interface Check {
  readonly id: string;
  run(examined: Examined): Promise<readonly Finding[]>;
}
