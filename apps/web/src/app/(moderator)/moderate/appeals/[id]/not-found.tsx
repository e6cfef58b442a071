import { getTranslations } from "next-intl/server";
import { MissingPage } from "../../../../../components/room/missing-page.tsx";

/** An appeal that there is not, or not for this reader: neither is told from the other. */
export default async function NoSuchAppeal() {
  const t = await getTranslations("rooms.appeal.missing");
  return <MissingPage title={t("title")} text={t("text")} onward={t("queue")} current="queue" />;
}
