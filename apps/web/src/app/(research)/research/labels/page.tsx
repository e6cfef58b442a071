import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ResearchFrame } from "../../../../components/research/research-frame.tsx";
import { ToxicLabels } from "../../../../components/research/toxic-labels.tsx";
import { ProblemNotice } from "../../../../components/room/problem-notice.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { SettingField } from "../../../../components/settings/setting-field.tsx";
import { inRoom, requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

const path = "/research/labels";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.labels"))("title") };
}

/** Coders' labels: a sheet out, labels in, and how far the coders agree. */
export default async function LabelsPage({ searchParams }: Props) {
  const query = await searchParams;
  const signedIn = await requireSignedIn(path);
  const t = await getTranslations("research.labels");
  const results = await inRoom(theSite().research.results(signedIn, null), path);
  const text = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");
  return (
    <ResearchFrame signedIn={signedIn} title={t("title")} current="labels">
      {/^\d+$/.test(text(query.kept)) && (
        <p className="notice" role="status">
          {t("done", { kept: Number(query.kept), unknown: Number(query.unknown) || 0 })}
        </p>
      )}
      {text(query.wrong) !== "" && (
        <ProblemNotice>{t("wrong", { reason: text(query.wrong) })}</ProblemNotice>
      )}
      <p className="lead">{t("lead")}</p>
      {results && <ToxicLabels results={results} />}
      <section className="room-section" aria-labelledby="sheet">
        <h2 id="sheet">{t("sheet")}</h2>
        <p>{t("sheetHint")}</p>
        <RoomForm action={`${path}/sheet`} signedIn={signedIn} className="stack">
          <SettingField id="rows" label={t("rows")}>
            {(described) => (
              <input
                {...described}
                type="text"
                name="rows"
                inputMode="numeric"
                defaultValue="500"
                className="short-number"
              />
            )}
          </SettingField>
          <p className="actions">
            <button type="submit" className="button quiet">
              {t("take")}
            </button>
          </p>
        </RoomForm>
      </section>
      <section className="room-section" aria-labelledby="import">
        <h2 id="import">{t("import")}</h2>
        <RoomForm action={`${path}/import`} signedIn={signedIn} className="stack">
          <SettingField id="csv" label={t("csv")} hint={t("csvHint")}>
            {(described) => (
              <textarea {...described} name="csv" rows={10} required spellCheck={false} />
            )}
          </SettingField>
          <p className="actions">
            <button type="submit" className="button">
              {t("go")}
            </button>
          </p>
        </RoomForm>
      </section>
    </ResearchFrame>
  );
}
