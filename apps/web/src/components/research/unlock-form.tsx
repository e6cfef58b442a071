import type { SignedIn } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { ProblemNotice } from "../room/problem-notice.tsx";
import { RoomForm } from "../room/room-form.tsx";
import { Tick } from "../settings/tick.tsx";

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
      {isUnsure && <ProblemNotice>{t("unlockUnsure")}</ProblemNotice>}
      <RoomForm action="/research/plan/unlock" signedIn={signedIn} className="stack">
        <Tick name="sure" isTicked={false} isRequired>
          {t("unlockSure")}
        </Tick>
        <p className="actions">
          <button type="submit" className="button quiet">
            {t("unlockGo")}
          </button>
        </p>
      </RoomForm>
    </section>
  );
}
