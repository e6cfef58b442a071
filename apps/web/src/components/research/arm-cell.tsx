import type { ArmShare } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { percent, whole } from "./numbers.ts";

interface Props {
  readonly arm: ArmShare;
}

/** An arm's share with its limits and what it was counted from. */
export function ArmCell({ arm: { share, events, n } }: Props) {
  const t = useTranslations("research.table");
  const reasons = useTranslations("research.reason");
  if (share.kind === "none") return <span className="soft">{reasons(share.reason)}</span>;
  return (
    <>
      <strong>{percent(share.estimate)}</strong>{" "}
      {share.kind === "estimate" && (
        <span className="limits">
          {t("between", { lower: percent(share.lower), upper: percent(share.upper) })}
        </span>
      )}
      <span className="counts">{t("counts", { events: whole(events), n: whole(n) })}</span>
    </>
  );
}
