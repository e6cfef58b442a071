import { useTranslations } from "next-intl";
import { type Interval, points } from "./numbers.ts";

interface Props {
  readonly difference: Interval;
}

/** A difference in percentage points with its limits, or why there is none. */
export function DifferenceCell({ difference }: Props) {
  const t = useTranslations("research.table");
  const reasons = useTranslations("research.reason");
  if (difference.kind === "none") return <span className="soft">{reasons(difference.reason)}</span>;
  return (
    <>
      <strong>{points(difference.estimate)}</strong>{" "}
      <span className="limits">
        {difference.kind === "estimate"
          ? t("between", { lower: points(difference.lower), upper: points(difference.upper) })
          : reasons(difference.reason)}
      </span>
    </>
  );
}
