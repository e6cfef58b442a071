import { getTranslations } from "next-intl/server";
import { MissingPage } from "../../../components/room/missing-page.tsx";

/** A page of the moderators' room that there is not, such as a revision of an address typed by hand. */
export default async function NoSuchPage() {
  const t = await getTranslations("rooms.notFound");
  return <MissingPage title={t("title")} text={t("text")} onward={t("queue")} />;
}
