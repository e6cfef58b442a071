import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CommunityField } from "../../../../components/research/community-field.tsx";
import { ResearchFrame } from "../../../../components/research/research-frame.tsx";
import { ProblemNotice } from "../../../../components/room/problem-notice.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { Tick } from "../../../../components/settings/tick.tsx";
import { inRoom, requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.download"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function DownloadPage({ searchParams }: Props) {
  const signedIn = await requireSignedIn("/research/download");
  const { research } = theSite();
  const [query, t, { communities, exportHoldsDays, isBlinded }] = await Promise.all([
    searchParams,
    getTranslations("research.download"),
    inRoom(research.health(signedIn), "/research/download"),
  ]);
  return (
    <ResearchFrame signedIn={signedIn} title={t("title")} current="download">
      {query.unknown === "1" && <ProblemNotice>{t("gone")}</ProblemNotice>}
      <p className="lead">{t("lead")}</p>
      {isBlinded ? (
        <p className="notice">
          {t.rich("hidden", { plan: (words) => <a href="/research/plan#unlock">{words}</a> })}
        </p>
      ) : (
        <RoomForm action="/research/download/archive" signedIn={signedIn} className="stack">
          <CommunityField label={t("scope")} all={t("all")} communities={communities} />
          <Tick name="text" isTicked={false}>
            {t("withText")}
          </Tick>
          <Tick name="bom" isTicked={false}>
            {t("bom")}
          </Tick>
          <p className="actions">
            <button type="submit" className="button">
              {t("go")}
            </button>
          </p>
        </RoomForm>
      )}
      <section className="room-section" aria-labelledby="duties">
        <h2 id="duties">{t("duties")}</h2>
        <ul className="meanings">
          <li>{t("names")}</li>
          <li>{t("delete", { days: exportHoldsDays })}</li>
          <li>{t("logged")}</li>
        </ul>
      </section>
    </ResearchFrame>
  );
}
