import { type DecisionProblem, longestReason, longestReply } from "@appealmod/core";
import { useTranslations } from "next-intl";
import type { getTranslations } from "next-intl/server";

/** What is wrong with a decision's form, each a link to its field. */
export function DecisionProblems({ problems }: { readonly problems: readonly DecisionProblem[] }) {
  const t = useTranslations("rooms.decide");
  const words = problemWords(useTranslations("rooms.decide.problem"));
  if (problems.length === 0) return null;
  return (
    <div className="notice wrong" id="problems" role="alert" tabIndex={-1}>
      <h3>{t("problemTitle")}</h3>
      <ul>
        {problems.map((problem) => (
          <li key={problem.field}>
            <a href={`#decision-${problem.field}`}>{words(problem)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Props {
  readonly field: DecisionProblem["field"];
  readonly problems: readonly DecisionProblem[];
}

/** What is wrong with one field. */
export function ProblemText({ field, problems }: Props) {
  const words = problemWords(useTranslations("rooms.decide.problem"));
  const problem = problems.find((one) => one.field === field);
  if (!problem) return null;
  return (
    <p className="problem" id={`decision-${field}-problem`}>
      {words(problem)}
    </p>
  );
}

/** Says what is wrong with a decision. */
export function problemWords(
  t: Awaited<ReturnType<typeof getTranslations<"rooms.decide.problem">>>,
): (problem: DecisionProblem) => string {
  return ({ field, code }) => {
    const isTooLong = code === "too-long";
    switch (field) {
      case "reply":
        return t(isTooLong ? "reply.too-long" : "reply.unfilled", { most: longestReply });
      case "reason":
        return t(isTooLong ? "reason.too-long" : "reason.required", { most: longestReason });
      case "probationConditions":
        return t(isTooLong ? "probationConditions.too-long" : "probationConditions.required", {
          most: longestReason,
        });
      case "appealAgainOn":
      case "probationUntil":
        return code === "too-long" || code === "unfilled" ? "" : t(`date.${code}`);
      default:
        return t("kind.required");
    }
  };
}
