import type { FractionPreview } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { percent, pointsBare, whole } from "./numbers.ts";

interface Props {
  readonly previews: readonly FractionPreview[];
  /** Whether another share was asked about. */
  readonly isAsked: boolean;
}

/** Each community's share in force, its current phase, and what could be found under either share. */
export function FractionTable({ previews, isAsked }: Props) {
  const t = useTranslations("research.fraction");
  const table = useTranslations("research.table");
  const found = (one: FractionPreview["detectable"]) =>
    one.kind === "detectable" && one.increase !== undefined
      ? pointsBare(one.increase)
      : table("none");
  return (
    <div className="wide">
      <table className="numbers stacking" data-table="fractions">
        <thead>
          <tr>
            <th scope="col">{t("community")}</th>
            <th scope="col">{t("shareNow")}</th>
            <th scope="col">{t("phaseNow")}</th>
            <th scope="col">{t("findsNow")}</th>
            {isAsked && <th scope="col">{t("findsThen")}</th>}
          </tr>
        </thead>
        <tbody>
          {previews.map(({ name, now, phase, drawn, detectable, detectableNow }) => (
            <tr key={name}>
              <th scope="row">
                <a href={`/research/r/${name}/fraction`}>
                  <bdi>{`r/${name}`}</bdi>
                </a>
              </th>
              <td data-label={t("shareNow")}>{percent(now)}</td>
              <td data-label={t("phaseNow")}>
                {phase === 0 ? table("none") : t("phaseDraws", { phase, drawn: whole(drawn) })}
              </td>
              <td data-label={t("findsNow")}>{found(detectableNow)}</td>
              {isAsked && <td data-label={t("findsThen")}>{found(detectable)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
