import type { SiteDecision } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";

/** What a decision says, for other moderators. */
export function DecisionWords({ decision }: { readonly decision: SiteDecision }) {
  const [t, format] = [useTranslations("rooms.decide"), useFormatter()];
  const day = (date: Date) => format.dateTime(date, { dateStyle: "long", timeZone: "UTC" });
  const { reply, rule, reason, categories, mayAppealAgainAt, probationUntil } = decision;
  const known = [
    "understood",
    "apologised",
    "ban-mistaken",
    "first-time",
    "repeated",
    "serious",
    "not-understood",
    "abusive",
  ] as const;
  const named = known.filter((one) => categories.includes(one));
  const rows: readonly (readonly [string, string])[] = [
    ...(rule ? [[t("rule"), rule] as const] : []),
    ...(reason ? [[t("reason"), reason] as const] : []),
    ...(reply ? [[t("reply"), reply] as const] : []),
    ...(mayAppealAgainAt ? [[t("again"), day(mayAppealAgainAt)] as const] : []),
    ...(probationUntil
      ? [
          [t("probationUntil"), day(probationUntil)] as const,
          [t("probationConditions"), decision.probationConditions ?? ""] as const,
        ]
      : []),
    ...(named.length > 0
      ? [[t("categories"), named.map((one) => t(`category.${one}`)).join(", ")] as const]
      : []),
  ];
  if (rows.length === 0) return null;
  return (
    <dl className="facts-list said">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
