import type { SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { RoomForm } from "../room/room-form.tsx";

interface Props {
  readonly signedIn: SignedIn;
  /** It was sent without saying that one is sure. */
  readonly isUnsure: boolean;
}

/** Names the arms for every researcher, once it was ticked that one wants to know. */
export function UnlockForm({ signedIn, isUnsure }: Props) {
  const t = useTranslations("research.plan");
  return (
    <section className="room-section" aria-labelledby="unlock">
      <h2 id="unlock">{t("unlock")}</h2>
      <p>{t("unlockHint")}</p>
      {isUnsure && (
        <p className="notice wrong" role="alert">
          {t("unlockUnsure")}
        </p>
      )}
      <RoomForm action="/research/plan/unlock" signedIn={signedIn} className="stack">
        <label className="research-check">
          <input type="checkbox" name="sure" value="yes" required /> <span>{t("unlockSure")}</span>
        </label>
        <p className="actions">
          <button type="submit" className="button quiet">
            {t("unlockGo")}
          </button>
        </p>
      </RoomForm>
    </section>
  );
}
