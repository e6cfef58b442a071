import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { queueAddress, readQueueAddress } from "../../../components/queue/queue-address.ts";
import { QueueEmpty } from "../../../components/queue/queue-empty.tsx";
import { QueueFilter } from "../../../components/queue/queue-filter.tsx";
import { QueueList } from "../../../components/queue/queue-list.tsx";
import { QueueTabs } from "../../../components/queue/queue-tabs.tsx";
import { RoomFrame } from "../../../components/room/room-frame.tsx";
import { RoomKeys } from "../../../components/room/room-keys.tsx";
import { askForOutdated } from "../../../server/ask-for-outdated.ts";
import { requireSignedIn } from "../../../server/signed-in.ts";
import { theSite } from "../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.queue"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** The appeals of all the communities that one moderates: what waits for a decision first. */
export default async function QueuePage({ searchParams }: Props) {
  const signedIn = await requireSignedIn("/moderate");
  const address = readQueueAddress(await searchParams);
  const { show, subreddit, search, after } = address;
  const queue = await theSite().rooms.appealQueue(signedIn.moderator, {
    show,
    ...(subreddit === "" ? {} : { subreddit }),
    ...(search === "" ? {} : { search }),
    ...(after === "" ? {} : { after }),
  });
  const outdated = queue.communities.filter(({ isOutdated }) => isOutdated);
  await askForOutdated(signedIn.moderator, outdated);
  const t = await getTranslations("rooms.queue");
  return (
    <RoomFrame signedIn={signedIn} title={t("title")} current="queue">
      {outdated.length > 0 && (
        <p className="notice gentle mb-4" role="status">
          {t("outdated", { names: outdated.map(({ name }) => `r/${name}`).join(", ") })}{" "}
          <a href={queueAddress(address)}>{t("outdatedAgain")}</a>
        </p>
      )}
      {queue.communities.length === 0 ? (
        <QueueEmpty why="no-community" address={address} />
      ) : (
        <>
          <QueueTabs address={address} counts={queue.counts} />
          <QueueFilter address={address} communities={queue.communities} />
          {search !== "" && queue.appeals.length > 0 && (
            <p className="soft small mt-4">{t("found", { search })}</p>
          )}
          {queue.appeals.length === 0 ? (
            <QueueEmpty why={emptyBecause(address)} address={address} />
          ) : (
            <QueueList
              appeals={queue.appeals}
              now={new Date()}
              isStateShown={search !== "" || show === "decided" || show === "all"}
            />
          )}
          {(queue.next || after !== "") && (
            <nav className="queue-pages" aria-label={t("pages")}>
              {after !== "" && (
                <a className="onward" href={queueAddress({ ...address, after: "" })}>
                  {t("first")}
                </a>
              )}
              {queue.next && (
                <a
                  className="onward"
                  rel="next"
                  href={queueAddress({ ...address, after: queue.next })}
                >
                  {t("next")}
                </a>
              )}
            </nav>
          )}
          <p className="room-foot">
            <a className="room-link" href="/moderate/keys">
              {t("keys")}
            </a>
          </p>
        </>
      )}
      <RoomKeys />
    </RoomFrame>
  );
}

function emptyBecause({ search, after, show }: ReturnType<typeof readQueueAddress>) {
  if (search !== "") return "search";
  return after === "" ? show : "page";
}
