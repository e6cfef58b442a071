import type { AppealQueue } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { type QueueAddress, queueAddress } from "./queue-address.ts";

interface Props {
  readonly address: QueueAddress;
  readonly communities: AppealQueue["communities"];
}

/** Filter and search: a form whose answer is an address. */
export function QueueFilter({ address, communities }: Props) {
  const t = useTranslations("rooms.queue");
  const { show, subreddit, search } = address;
  const isFiltered = subreddit !== "" || search !== "";
  return (
    <search>
      <details className="queue-search" open={isFiltered}>
        <summary>{t("filter")}</summary>
        <form className="queue-filter" method="get" action="/moderate">
          {show === "to-decide" ? null : <input type="hidden" name="show" value={show} />}
          {communities.length > 1 && (
            <div className="field">
              <label htmlFor="queue-r">{t("community")}</label>
              <select id="queue-r" name="r" defaultValue={subreddit}>
                <option value="">{t("allCommunities")}</option>
                {communities.map(({ name }) => (
                  <option key={name} value={name}>
                    r/{name}
                  </option>
                ))}
              </select>
            </div>
          )}
          <div className="field">
            <label htmlFor="queue-q">{t("search")}</label>
            <input
              id="queue-q"
              type="text"
              name="q"
              defaultValue={search}
              maxLength={200}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              aria-describedby="queue-q-hint"
            />
            <p id="queue-q-hint" className="visually-hidden">
              {t("searchHint")}
            </p>
          </div>
          <button className="button quiet" type="submit">
            {t("apply")}
          </button>
          {isFiltered && (
            <a className="onward" href={queueAddress({ show })}>
              {t("clear")}
            </a>
          )}
        </form>
      </details>
    </search>
  );
}
