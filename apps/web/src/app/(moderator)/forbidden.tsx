import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RoomFrame } from "../../components/room/room-frame.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { signedIn } from "../../server/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.forbidden"))("title") };
}

/** What whoever may not see a page of the rooms sees in its place, with 403. */
export default async function Forbidden() {
  const [who, t] = await Promise.all([signedIn(), getTranslations("rooms.forbidden")]);
  const content = (
    <div className="column stack">
      <p>{t("text")}</p>
      <p>
        <a className="onward" href="/moderate">
          {t("queue")}
        </a>
      </p>
    </div>
  );
  if (who)
    return (
      <RoomFrame signedIn={who} title={t("title")}>
        {content}
      </RoomFrame>
    );
  return (
    <SiteFrame hasLanguages={false}>
      <div className="page reading">
        <h1>{t("title")}</h1>
        {content}
      </div>
    </SiteFrame>
  );
}
