import { useTranslations } from "next-intl";
import { type Interval, pointsBare } from "./numbers.ts";

interface Props {
  readonly difference: Interval;
}

/** What an interval of a difference means, in one sentence that claims no more than it does. */
export function IntervalMeaning({ difference }: Props) {
  const t = useTranslations("research");
  if (difference.kind === "none")
    return t("meaning.none", { reason: t(`reason.${difference.reason}`) });
  if (difference.kind === "estimate-without-limits")
    return t("meaning.noLimits", { reason: t(`reason.${difference.reason}`) });
  const { lower, upper } = difference;
  if (lower > 0) return t("meaning.more", { lower: pointsBare(lower), upper: pointsBare(upper) });
  if (upper < 0) return t("meaning.less", { lower: pointsBare(upper), upper: pointsBare(lower) });
  return t("meaning.either", { lower: pointsBare(lower), upper: pointsBare(upper) });
}
