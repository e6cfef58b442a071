import type { FoundTrouble } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";

interface Props {
  readonly troubles: readonly FoundTrouble[];
  readonly asOf: Date;
}

/** What is wrong, the worst first, and what to do about each. */
export function TroubleList({ troubles, asOf }: Props) {
  return (
    <ol className="operate-troubles">
      {troubles.map((trouble) => (
        <TroubleItem key={keyOf(trouble)} trouble={trouble} asOf={asOf} />
      ))}
    </ol>
  );
}

function TroubleItem({ trouble, asOf }: { readonly trouble: FoundTrouble; readonly asOf: Date }) {
  const t = useTranslations("rooms.operate.overview");
  const format = useFormatter();
  const since = "since" in trouble ? trouble.since : null;
  const { kind, isSevere } = trouble;
  const values = Object.fromEntries(
    Object.entries(trouble).filter(
      ([, value]) => typeof value === "string" || typeof value === "number",
    ),
  );
  const ago = since === null ? t("never") : format.relativeTime(since, asOf);
  return (
    <li className={isSevere ? "operate-trouble severe" : "operate-trouble"} data-trouble={kind}>
      <p className="operate-what">
        {t(`trouble.${kind}.what`, { ...values, ago })}
        {isSevere && <span className="visually-hidden"> {t("severeMark")}.</span>}
      </p>
      {"reason" in trouble && trouble.reason !== "" && <p className="written">{trouble.reason}</p>}
      <p>
        <strong>{t("toDo")}</strong> {t(`trouble.${kind}.cure`, { ...values, ago })}
      </p>
    </li>
  );
}

function keyOf(trouble: FoundTrouble): string {
  const { kind } = trouble;
  if ("account" in trouble) return `${kind} ${trouble.account}`;
  if ("subreddit" in trouble) return `${kind} ${trouble.subreddit}`;
  return "sink" in trouble ? `${kind} ${trouble.sink}` : kind;
}
