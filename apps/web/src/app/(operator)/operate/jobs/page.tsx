import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JobList } from "../../../../components/operate/job-list.tsx";
import { OperateFrame } from "../../../../components/operate/operate-frame.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { SettingField } from "../../../../components/settings/setting-field.tsx";
import { askedFilter } from "../../../../server/operate/job-filter.ts";
import { requireOperatorPage } from "../../../../server/operate/require-operator.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.operate.jobs"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function JobsPage({ searchParams }: Props) {
  const signedIn = await requireOperatorPage("/operate/jobs");
  const query = await searchParams;
  const filter = askedFilter(query);
  const [t, found] = await Promise.all([
    getTranslations("rooms.operate.jobs"),
    theSite().rooms.operate.jobs(signedIn, filter),
  ]);
  const { state, match } = filter;
  const { count, jobs } = found;
  const toChange = count - found.running;
  const isGivenUp = state === "given-up";
  const fields = (
    <>
      <input type="hidden" name="state" value={state} />
      <input type="hidden" name="match" value={match} />
    </>
  );
  const leftAlone = numberIn(query.running) ?? 0;
  const said = (["retried", "given-up"] as const).flatMap((act) => {
    const changed = numberIn(query[act]);
    return changed === null ? [] : [t(`said.${act}`, { changed, running: leftAlone })];
  });
  return (
    <OperateFrame signedIn={signedIn} part="jobs" title={t("title")}>
      {said.map((words) => (
        <div key={words} className="notice operate-notice" role="status">
          <p>{words}</p>
        </div>
      ))}
      <form method="get" action="/operate/jobs" className="operate-grant">
        <SettingField id="state" label={t("which")}>
          {(described) => (
            <select {...described} name="state" defaultValue={state}>
              <option value="failing">{t("failing")}</option>
              <option value="given-up">{t("givenUp")}</option>
            </select>
          )}
        </SettingField>
        <SettingField id="match" label={t("match")} hint={t("matchHint")}>
          {(described) => (
            <input
              {...described}
              type="text"
              name="match"
              defaultValue={match}
              autoComplete="off"
            />
          )}
        </SettingField>
        <button type="submit" className="button quiet">
          {t("look")}
        </button>
      </form>
      <section className="room-section" aria-labelledby="found">
        <h2 id="found">{t("found", { count })}</h2>
        {found.running > 0 && <p>{t("running", { count: found.running })}</p>}
        {count > 0 && (
          <div className="operate-acts">
            <RoomForm action="/operate/jobs/retry-all" signedIn={signedIn}>
              {fields}
              <button type="submit" className="button">
                {t("retryAll", { count: toChange })}
              </button>
            </RoomForm>
            {!isGivenUp && (
              <details>
                <summary>{t("giveUpAll", { count: toChange })}</summary>
                <RoomForm action="/operate/jobs/give-up-all" signedIn={signedIn}>
                  <p className="soft small">{t("giveUpText")}</p>
                  {fields}
                  <button type="submit" className="button quiet">
                    {t("giveUpSure")}
                  </button>
                </RoomForm>
              </details>
            )}
          </div>
        )}
        <JobList
          signedIn={signedIn}
          asOf={new Date()}
          jobs={jobs}
          count={count}
          isGivenUp={isGivenUp}
        />
      </section>
    </OperateFrame>
  );
}

function numberIn(said: string | readonly string[] | undefined): number | null {
  return typeof said === "string" && /^\d{1,9}$/.test(said) ? Number(said) : null;
}
