import { getFormatter, getTranslations } from "next-intl/server";
import type { OpenSettings } from "../../server/settings/open-settings.ts";
import { inRoom } from "../../server/signed-in.ts";
import { theSite } from "../../server/site.ts";
import { ReportTable } from "../report-table.tsx";
import { ProblemNotice } from "../room/problem-notice.tsx";
import { RoomForm } from "../room/room-form.tsx";
import { SettingField } from "./setting-field.tsx";

interface Props {
  readonly opened: OpenSettings;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
}

/** Published months; one that is chosen stands beside what is counted now, with the form that corrects it. */
export async function ReportCorrections({ opened: { signedIn, view, paths }, query }: Props) {
  const [t, format] = await Promise.all([getTranslations("rooms.report"), getFormatter()]);
  const report = await theSite().openReport(view.name);
  if (!report) return <p className="column">{t("off")}</p>;
  const { name, reports } = report;
  const latest = [...Map.groupBy(reports, ({ month }) => month).values()].flatMap(
    (versions) => versions.at(-1) ?? [],
  );
  const chosen = latest.find(({ month }) => month === query.month);
  const now =
    chosen &&
    (await inRoom(
      theSite().correctedReport(signedIn, { subreddit: name, month: chosen.month }),
      paths.report,
    ));
  const inWords = (month: string) =>
    format.dateTime(new Date(`${month}T00:00:00Z`), {
      ...{ year: "numeric", month: "long", timeZone: "UTC" },
    });
  return (
    <>
      {typeof query.version === "string" && /^\d{1,4}$/.test(query.version) && (
        <p className="notice gentle settings-notice" role="status">
          {t("done", { version: Number(query.version) })}
        </p>
      )}
      {query.wrong === "1" && <ProblemNotice>{t("wrong")}</ProblemNotice>}
      <div className="column stack">
        <p>
          {t.rich("lead", {
            page: (words) => <a href={`/report/${name}`}>{words}</a>,
          })}
        </p>
      </div>
      {latest.length === 0 ? (
        <p className="room-empty">{t("none")}</p>
      ) : (
        <ul className="room-list">
          {latest.map(({ month, version, publishedAt }) => (
            <li key={month} className="room-row">
              <a
                href={`${paths.report}?month=${month}#correct`}
                aria-current={month === chosen?.month ? "true" : undefined}
              >
                {inWords(month)}
              </a>{" "}
              <span className="soft small">
                {t("version", {
                  version,
                  at: format.dateTime(publishedAt, { dateStyle: "medium", timeZone: "UTC" }),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {chosen && now && (
        <section className="room-section column stack" aria-labelledby="correct">
          <h2 id="correct">{t("correct", { month: inWords(chosen.month) })}</h2>
          <p>{t("hint")}</p>
          <ReportTable
            report={chosen.report}
            beside={{ report: now, headings: [t("published"), t("now")] }}
          />
          <RoomForm action={`${paths.report}/correct`} signedIn={signedIn} className="stack">
            <input type="hidden" name="month" value={chosen.month} />
            <SettingField id="note" label={t("note")} hint={t("noteHint")}>
              {(described) => (
                <textarea {...described} name="note" rows={3} required maxLength={500} />
              )}
            </SettingField>
            <button type="submit" className="button">
              {t("go", { version: chosen.version + 1 })}
            </button>
          </RoomForm>
        </section>
      )}
    </>
  );
}
