import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FractionForm } from "../../../../components/research/fraction-form.tsx";
import { FractionTable } from "../../../../components/research/fraction-table.tsx";
import { percent } from "../../../../components/research/numbers.ts";
import { readFraction } from "../../../../components/research/read-fraction.ts";
import { ResearchFrame } from "../../../../components/research/research-frame.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { inRoom, requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.fraction"))("titleAll") };
}

const path = "/research/fraction";

/** Sets the fraction of all communities in two steps: what it would do to each, and then the button. */
export default async function FractionsPage({ searchParams }: Props) {
  const query = await searchParams;
  const signedIn = await requireSignedIn(path);
  const t = await getTranslations("research.fraction");
  const typed = typeof query.percent === "string" ? query.percent : null;
  const wanted = typed === null ? null : readFraction(typed);
  const { research } = theSite();
  const previews = await inRoom(research.fractionPreviews(signedIn, wanted ?? 1), path);
  const changes = previews.filter(({ now }) => now !== wanted);
  const done = typeof query.done === "string" && /^\d+$/.test(query.done) ? query.done : null;
  return (
    <ResearchFrame signedIn={signedIn} title={t("titleAll")} current="fraction">
      {done !== null && (
        <p className="notice" role="status">
          {t("doneAll", { count: Number(done) })}
        </p>
      )}
      {previews.length === 0 ? (
        <p className="room-empty">{t("noCommunities")}</p>
      ) : (
        <>
          <p className="lead">{t("leadAll")}</p>
          <FractionTable previews={previews} isAsked={wanted !== null} />
          <FractionForm path={path} typed={typed} isWrong={typed !== null && wanted === null} />
        </>
      )}
      {wanted !== null && changes.length > 0 && (
        <section className="room-section" aria-labelledby="effects">
          <h2 id="effects">{t("effects", { wanted: percent(wanted) })}</h2>
          <ul className="meanings">
            <li>{t("phasesAll", { count: changes.filter(({ phase }) => phase > 0).length })}</li>
            <li>{t("strata")}</li>
            {(wanted === 0 || wanted === 1) && (
              <li>
                <strong>{t("oneArm")}</strong>
              </li>
            )}
            {wanted < 1 && research.approval === null && <li>{t("unapproved")}</li>}
          </ul>
          <p>{t("again")}</p>
          <RoomForm action={`${path}/set`} signedIn={signedIn} className="actions">
            <input type="hidden" name="percent" value={String(Number((wanted * 100).toFixed(4)))} />
            <button type="submit" className="button">
              {t("setAll", { wanted: percent(wanted), count: changes.length })}
            </button>
            <a className="onward" href={path}>
              {t("back")}
            </a>
          </RoomForm>
        </section>
      )}
    </ResearchFrame>
  );
}
