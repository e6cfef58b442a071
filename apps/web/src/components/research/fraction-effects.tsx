import type { SignedIn } from "@appealmod/use-cases";
import type { FractionPreview } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { theSite } from "../../server/site.ts";
import { RoomForm } from "../room/room-form.tsx";
import { percent, pointsBare, whole } from "./numbers.ts";

interface Props {
  readonly signedIn: SignedIn;
  readonly preview: FractionPreview;
  /** The page's own path. */
  readonly path: string;
}

/** What another fraction does to phases and power, and the button that sets it. */
export function FractionEffects({ signedIn, preview, path }: Props) {
  const t = useTranslations("research.fraction");
  const reasons = useTranslations("research.reason");
  const { now, wanted, phase, drawn, controlShare, detectable, detectableNow } = preview;
  if (wanted === now) return <p className="notice">{t("same")}</p>;
  const isOneArm = wanted === 0 || wanted === 1;
  return (
    <section className="room-section" aria-labelledby="effects">
      <h2 id="effects">{t("effects", { wanted: percent(wanted) })}</h2>
      <ul className="meanings">
        <li>{phase === 0 ? t("firstPhase") : t("phases", { phase, drawn, next: phase + 1 })}</li>
        <li>{t("strata")}</li>
        {isOneArm ? (
          <li>
            <strong>{t("oneArm")}</strong>
          </li>
        ) : detectable.kind === "detectable" && detectable.increase !== undefined ? (
          <li>
            {t("power", {
              drawn: whole(drawn),
              increase: pointsBare(detectable.increase),
              share: percent(controlShare),
            })}{" "}
            {detectableNow.kind === "detectable" &&
              detectableNow.increase !== undefined &&
              t("powerNow", { increase: pointsBare(detectableNow.increase) })}
          </li>
        ) : (
          <li>
            {t("noPower", {
              reason: reasons(detectable.kind === "none" ? detectable.reason : "out-of-reach"),
            })}
          </li>
        )}
        {wanted < 1 && theSite().research.approval === null && <li>{t("unapproved")}</li>}
      </ul>
      <p>{t("again")}</p>
      <RoomForm action={`${path}/set`} signedIn={signedIn} className="actions">
        <input type="hidden" name="percent" value={String(Number((wanted * 100).toFixed(4)))} />
        <button type="submit" className="button">
          {t("set", { wanted: percent(wanted) })}
        </button>
        <a className="onward" href={path}>
          {t("back")}
        </a>
      </RoomForm>
    </section>
  );
}
