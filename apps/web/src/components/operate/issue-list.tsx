import type { FoundIssue } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";

interface Props {
  readonly issues: readonly FoundIssue[];
  readonly asOf: Date;
}

/** What is wrong, the worst first, and what to do about each. */
export function IssueList({ issues, asOf }: Props) {
  return (
    <ol className="operate-issues">
      {issues.map((issue) => (
        <TroubleItem key={keyOf(issue)} issue={issue} asOf={asOf} />
      ))}
    </ol>
  );
}

function TroubleItem({ issue, asOf }: { readonly issue: FoundIssue; readonly asOf: Date }) {
  const t = useTranslations("rooms.operate.overview");
  const format = useFormatter();
  const since = "since" in issue ? issue.since : null;
  const { kind, isSevere } = issue;
  const values = Object.fromEntries(
    Object.entries(issue).filter(
      ([, value]) => typeof value === "string" || typeof value === "number",
    ),
  );
  const ago = since === null ? t("never") : format.relativeTime(since, asOf);
  return (
    <li className={isSevere ? "operate-issue severe" : "operate-issue"} data-issue={kind}>
      <p className="operate-what">
        {t(`issue.${kind}.what`, { ...values, ago })}
        {isSevere && <span className="visually-hidden"> {t("severeMark")}.</span>}
      </p>
      {"reason" in issue && issue.reason !== "" && <p className="written">{issue.reason}</p>}
      <p>
        <strong>{t("toDo")}</strong> {t(`issue.${kind}.cure`, { ...values, ago })}
      </p>
    </li>
  );
}

function keyOf(issue: FoundIssue): string {
  const { kind } = issue;
  if ("account" in issue) return `${kind} ${issue.account}`;
  if ("subreddit" in issue) return `${kind} ${issue.subreddit}`;
  return "sink" in issue ? `${kind} ${issue.sink}` : kind;
}
