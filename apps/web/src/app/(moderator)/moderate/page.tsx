import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RoomFrame } from "../../../components/room/room-frame.tsx";
import { requireSignedIn } from "../../../server/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.queue"))("title") };
}

export default async function QueuePage() {
  const signedIn = await requireSignedIn("/moderate");
  const t = await getTranslations("rooms.queue");
  return (
    <RoomFrame signedIn={signedIn} title={t("title")} current="queue">
      {null}
    </RoomFrame>
  );
}
