import {
  type CommunitySettings,
  type ConfigurationChanges,
  communitySettingsSchema,
  configurationDifferences,
  noOwnConfiguration,
} from "@appealmod/core";
import type { CommunityRevision } from "@appealmod/use-cases";
import { getFormatter, getTranslations } from "next-intl/server";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import { languageName } from "../../i18n/language-name.ts";
import type { OpenSettings } from "../../server/settings/open-settings.ts";
import { textNamed } from "../../server/settings/receive-text.ts";
import { actorInWords } from "./actor-in-words.ts";
import { DifferenceList } from "./difference-list.tsx";

interface Props {
  readonly opened: OpenSettings;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
}

/** The most revisions on one page. */
const onPage = 50;

/** All revisions, the newest first, and two of them beside each other. */
export async function HistoryList({ opened, query }: Props) {
  const [t, format] = await Promise.all([
    getTranslations("rooms.settings.history"),
    getFormatter(),
  ]);
  const { room, signedIn, view, paths } = opened;
  const all = await room.history(signedIn, view.name);
  if (all.length === 0) return <p className="room-empty">{t("empty")}</p>;
  const before = numberIn(query.before) ?? Number.POSITIVE_INFINITY;
  const rows = all.filter(({ number }) => number < before);
  const shown = rows.slice(0, onPage);
  const oldest = shown.at(-1)?.number;
  const [from, to] = [numberIn(query.from), numberIn(query.to)];
  return (
    <>
      <p className="column">{t("lead")}</p>
      <form method="get" action={paths.history} className="settings-compare" id="compare">
        <h2>{t("compare")}</h2>
        <RevisionSelect name="from" label={t("from")} all={all} chosen={from ?? 0} />
        <RevisionSelect name="to" label={t("to")} all={all} chosen={to ?? view.revision} />
        <button className="button quiet" type="submit">
          {t("show")}
        </button>
      </form>
      {from !== null && to !== null && <Compared opened={opened} from={from} to={to} />}
      <div className="settings-table-frame">
        <table className="settings-table">
          <thead>
            <tr>
              <th scope="col">{t("number")}</th>
              <th scope="col">{t("when")}</th>
              <th scope="col">{t("who")}</th>
              <th scope="col">{t("what")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ number, at, actor, changed }) => (
              <tr key={number}>
                <th scope="row">
                  <a href={paths.revision(number)}>{t("revision", { number })}</a>
                  {number === view.revision && <span className="mark own">{t("inForce")}</span>}
                </th>
                <td>
                  <time dateTime={at.toISOString()}>{format.dateTime(at, dateAndTime)}</time>
                </td>
                <td>
                  <bdi>{actorInWords(actor, (kind) => t(`actor.${kind}`))}</bdi>
                </td>
                <td>
                  <Changed changed={changed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length && (
        <p>
          <a className="onward" href={`${paths.history}?before=${oldest}`}>
            {t("more")}
          </a>
        </p>
      )}
    </>
  );
}

async function RevisionSelect({
  name,
  label,
  all,
  chosen,
}: {
  readonly name: string;
  readonly label: string;
  readonly all: readonly CommunityRevision[];
  readonly chosen: number;
}) {
  const t = await getTranslations("rooms.settings.history");
  return (
    <div className="field">
      <label htmlFor={`compare-${name}`}>{label}</label>
      <select id={`compare-${name}`} name={name} defaultValue={String(chosen)}>
        {all.map(({ number }) => (
          <option key={number} value={number}>
            {t("revision", { number })}
          </option>
        ))}
        <option value="0">{t("defaults")}</option>
      </select>
    </div>
  );
}

async function Compared({
  opened: { room, signedIn, view },
  from,
  to,
}: {
  readonly opened: OpenSettings;
  readonly from: number;
  readonly to: number;
}) {
  const t = await getTranslations("rooms.settings.history");
  const find = (number: number) => room.revision(signedIn, view.name, number);
  const [before, after] = await Promise.all([find(from), find(to)]);
  const isUnknown = (from > 0 && !before) || (to > 0 && !after);
  const named = (number: number) =>
    number === 0 ? t("defaults") : t("revision", { number }).toLowerCase();
  return (
    <section className="card settings-compared" aria-labelledby="compared">
      <h2 id="compared">{t("between", { before: named(from), after: named(to) })}</h2>
      {isUnknown ? (
        <p>{t("unknown")}</p>
      ) : (
        <DifferenceList
          differences={configurationDifferences(
            before ?? noOwnConfiguration,
            after ?? noOwnConfiguration,
          )}
          before={before?.questions ?? null}
          after={after?.questions ?? null}
          defaults={view.defaults}
        />
      )}
    </section>
  );
}

/** What a revision changed, by the names that the pages have for it. */
async function Changed({ changed }: { readonly changed: ConfigurationChanges }) {
  const t = await getTranslations("rooms.settings");
  const names = [
    ...changed.settings.map((key) => (isSetting(key) ? t(`settings.fields.${key}`) : key)),
    ...changed.texts.map((key) => {
      const [language = "", text = ""] = key.split(".");
      const name = textNamed(text);
      return `${name === null ? text : t(`texts.names.${name}`)} (${languageName(language)})`;
    }),
    ...(changed.questions ? [t("diff.questions")] : []),
    ...(changed.restored === undefined
      ? []
      : [t("history.restored", { number: changed.restored })]),
  ];
  return names.join("; ");
}

function isSetting(key: string): key is keyof CommunitySettings {
  return Object.hasOwn(communitySettingsSchema.shape, key);
}

function numberIn(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
