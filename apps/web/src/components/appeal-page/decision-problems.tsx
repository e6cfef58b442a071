import { type DecisionProblem, longestReason, longestReply } from "@appealmod/core";
import { useTranslations } from "next-intl";

/** What is wrong with a decision's form, each a link to its field. */
export function DecisionProblems({ problems }: { readonly problems: readonly DecisionProblem[] }) {
  const t = useTranslations("rooms.decide");
  const words = useProblemWords();
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
  const words = useProblemWords();
  const problem = problems.find((one) => one.field === field);
  if (!problem) return null;
  return (
    <p className="problem" id={`decision-${field}-problem`}>
      {words(problem)}
    </p>
  );
}

function useProblemWords(): (problem: DecisionProblem) => string {
  const t = useTranslations("rooms.decide.problem");
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
