import { subredditName } from "@appealmod/config/reddit-names";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RoomFrame } from "../../../../components/room/room-frame.tsx";
import { returnPath, signInAddress } from "../../../../server/return-path.ts";
import { requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.checking"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** Waits until Reddit's list of a community's moderators was read anew, and goes on by itself. */
export default async function CheckingPage({ searchParams }: Props) {
  const query = await searchParams;
  const to = returnPath(typeof query.to === "string" ? query.to : null);
  const signedIn = await requireSignedIn(to);
  const subreddit = subredditName(typeof query.r === "string" ? query.r : "") ?? "";
  const { limiter, rooms } = theSite();
  const isTheirs = (one: { readonly name: string; readonly isServed: boolean }) =>
    one.isServed && one.name.toLowerCase() === subreddit.toLowerCase();
  const canAsk = (await rooms.moderatedCommunities(signedIn.moderator)).some(isTheirs);
  if (canAsk && (await limiter.allows("moderator lists of a community", subreddit.toLowerCase())))
    await rooms.askForModeratorList(signedIn.moderator, subreddit);
  const t = await getTranslations("rooms.checking");
  return (
    <RoomFrame signedIn={signedIn} title={t(canAsk ? "title" : "again")}>
      {canAsk && <meta httpEquiv="refresh" content={`4;url=${to}`} />}
      <div className="column stack" role="status">
        <p>{t(canAsk ? "text" : "notHere", { subreddit })}</p>
        {canAsk && (
          <p>
            <a className="onward" href={to}>
              {t("now")}
            </a>
          </p>
        )}
        <p className={canAsk ? "soft small" : undefined}>
          <a className={canAsk ? undefined : "onward"} href={signInAddress(to)}>
            {t(canAsk ? "signIn" : "signInAgain")}
          </a>
        </p>
      </div>
    </RoomFrame>
  );
}
