import { getTranslations } from "next-intl/server";
import { RoomFrame } from "../../../components/room/room-frame.tsx";
import { requireSignedIn } from "../../../server/signed-in.ts";

/** A page of the moderators' room that there is not, such as a revision of an address typed by hand. */
export default async function NoSuchPage() {
  const signedIn = await requireSignedIn("/moderate");
  const t = await getTranslations("rooms.notFound");
  return (
    <RoomFrame signedIn={signedIn} title={t("title")}>
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
