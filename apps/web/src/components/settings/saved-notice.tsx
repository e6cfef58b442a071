import { getTranslations } from "next-intl/server";

/** What has just been saved, as the address says it. */
export async function SavedNotice({
  query,
}: {
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
}) {
  const t = await getTranslations("rooms.settings.form");
  const text = (() => {
    if (query.draft !== undefined && query.draft !== "0") return t("draftSaved");
    if (typeof query.saved !== "string" || !/^\d{1,9}$/.test(query.saved)) return null;
    const number = Number(query.saved);
    return number === 0 ? t("unchanged") : t("saved", { number });
  })();
  if (text === null) return null;
  return (
    <div className="notice settings-notice" role="status">
      <p>{text}</p>
    </div>
  );
}
