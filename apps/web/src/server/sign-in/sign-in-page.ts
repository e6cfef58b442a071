import { returnPath } from "../return-path.ts";
import type { SignInProblem } from "./sign-in-problem.ts";

/** The address of the sign-in's page, with what went wrong. */
export function signInPage(about: {
  readonly to: string;
  readonly problem: SignInProblem;
}): string {
  return `/sign-in?${new URLSearchParams({ problem: about.problem, to: returnPath(about.to) })}`;
}
