import { getTranslations } from "next-intl/server";
import { RoomFrame } from "../../../../../components/room/room-frame.tsx";
import { requireSignedIn } from "../../../../../server/signed-in.ts";

/** An appeal that there is not, or not for this reader: neither is told from the other. */
export default async function NoSuchAppeal() {
  const signedIn = await requireSignedIn("/moderate");
  const t = await getTranslations("rooms.appeal.missing");
  return (
    <RoomFrame signedIn={signedIn} title={t("title")} current="queue">
      <div className="column stack">
        <p>{t("text")}</p>
        <p>
          <a className="onward" href="/moderate">
            {t("queue")}
          </a>
        </p>
      </div>
    </RoomFrame>
  );
}
