import { isSameName } from "@appealmod/core";
import type { ModeratedCommunity, SignedIn } from "@appealmod/use-cases";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import {
  type CommunityState,
  communityState,
  mayAskToCome,
} from "../../../../components/room/community-state.ts";
import { InvitationSteps } from "../../../../components/room/invitation-steps.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { RoomFrame } from "../../../../components/room/room-frame.tsx";
import { signInAddress } from "../../../../server/return-path.ts";
import { settingPaths } from "../../../../server/settings/setting-paths.ts";
import { requireSignedIn } from "../../../../server/signed-in.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.join"))("title") };
}

/** What of a community is to be done next comes first. */
const order: readonly CommunityState[] = [
  "invited",
  "hindered",
  "absent",
  "left",
  "paused",
  "running",
];

export default async function JoinPage() {
  const signedIn = await requireSignedIn("/moderate/join");
  const communities = await theSite().rooms.moderatedCommunities(signedIn.moderator);
  await lookAgain(signedIn, communities);
  const t = await getTranslations("rooms.join");
  const sorted = communities.toSorted(
    (one, other) => order.indexOf(communityState(one)) - order.indexOf(communityState(other)),
  );
  return (
    <RoomFrame signedIn={signedIn} title={t("title")} current="communities">
      {communities.some(isWaitedFor) && (
        // With its address: without, a browser at an address with a # stays where it is.
        <meta httpEquiv="refresh" content="8;url=/moderate/join" />
      )}
      <div className="column stack room-lead">
        <p>{t("lead")}</p>
      </div>
      {communities.length === 0 && !signedIn.roles.has("operator") ? (
        <div className="room-empty stack">
          <p>{t("none")}</p>
          <p>
            <a className="onward" href={signInAddress("/moderate/join")}>
              {t("readAgain")}
            </a>
          </p>
        </div>
      ) : (
        <>
          {sorted.length > 0 && (
            <ul className="room-list">
              {sorted.map((community) => (
                <Community key={community.name} community={community} signedIn={signedIn} />
              ))}
            </ul>
          )}
          <p className="soft small room-section">
            {t.rich("notListed", {
              again: (words) => <a href={signInAddress("/moderate/join")}>{words}</a>,
            })}
          </p>
          {signedIn.roles.has("operator") && (
            <Others signedIn={signedIn} own={communities.map(({ name }) => name)} />
          )}
        </>
      )}
    </RoomFrame>
  );
}

/** What an operator may set up beside what they moderate. */
async function Others({ signedIn, own }: { signedIn: SignedIn; own: readonly string[] }) {
  const [t, known] = await Promise.all([
    getTranslations("rooms.join"),
    theSite().rooms.operate.communities(signedIn),
  ]);
  const others = known.filter(({ name }) => !own.some((one) => isSameName(one, name)));
  if (others.length === 0) return null;
  return (
    <section className="room-section" aria-labelledby="others">
      <h2 id="others">{t("others")}</h2>
      <p className="column soft small">{t("othersLead")}</p>
      <ul className="room-list">
        {others.map(({ name, isServed, pausedAt, trouble }) => {
          const standing = !isServed
            ? "left"
            : trouble
              ? "hindered"
              : pausedAt
                ? "paused"
                : "running";
          return (
            <li key={name} className="room-row">
              <a className="join-name" href={settingPaths(name).community}>
                <bdi>{`r/${name}`}</bdi>
              </a>
              <span className={`room-mark ${standing}`}>{t(`state.${standing}`)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** While somebody looks at what waits, Reddit is asked about it every few seconds. */
async function lookAgain(
  signedIn: SignedIn,
  communities: readonly ModeratedCommunity[],
): Promise<void> {
  const { limiter, rooms } = theSite();
  for (const community of communities.filter(isWaitedFor)) {
    const key = community.name.toLowerCase();
    if (!(await limiter.allows("invitations of a community", key))) continue;
    if (community.isServed) await rooms.askForModeratorList(signedIn.moderator, community.name);
    // Rights that are too old to go by are read anew at the button, not by looking.
    else await rooms.joinCommunity(signedIn, community.name).catch(() => {});
  }
}

function isWaitedFor(community: ModeratedCommunity): boolean {
  const state = communityState(community);
  return state === "hindered" || (state === "invited" && mayAskToCome(community));
}

interface CommunityProps {
  readonly community: ModeratedCommunity;
  readonly signedIn: SignedIn;
}

async function Community({ community, signedIn }: CommunityProps) {
  const t = await getTranslations("rooms.join");
  const state = communityState(community);
  const { name, trouble, account } = community;
  const botUsername = account ?? theSite().rooms.botUsername ?? null;
  return (
    <li className="room-row join-row" id={`r-${name.toLowerCase()}`}>
      <div className="join-head">
        <h2>
          <a className="join-name" href={settingPaths(name).community}>
            <bdi>{`r/${name}`}</bdi>
          </a>
        </h2>
        <span className={`room-mark ${state}`}>{t(`state.${state}`)}</span>
      </div>
      <div className="column stack join-body">
        {(state === "running" || state === "paused") && (
          <>
            <p>{t(state)}</p>
            {mayAskToCome(community) && (
              <div className="join-ways">
                <a className="onward" href={settingPaths(name).dryRun}>
                  {t("dryRun")}
                  <span className="visually-hidden">{` r/${name}`}</span>
                </a>
                <RoomForm action="/moderate/join/pause" signedIn={signedIn}>
                  <input type="hidden" name="subreddit" value={name} />
                  <input type="hidden" name="pause" value={state === "running" ? "1" : "0"} />
                  <button type="submit" className="button quiet">
                    {t(state === "running" ? "pause" : "resume")}
                    <span className="visually-hidden">{` r/${name}`}</span>
                  </button>
                </RoomForm>
              </div>
            )}
          </>
        )}
        {state === "hindered" && (
          <>
            <p role="status">{t("hindered")}</p>
            <p className="written">{trouble}</p>
          </>
        )}
        {state === "invited" && (
          <>
            <p role="status">{t(mayAskToCome(community) ? "waiting" : "waitingForOthers")}</p>
            {trouble !== null && <p className="written">{trouble}</p>}
          </>
        )}
        {(state === "invited" || state === "hindered") && (
          <InvitationSteps subreddit={name} botUsername={botUsername} />
        )}
        {(state === "absent" || state === "left") &&
          (mayAskToCome(community) ? (
            <>
              <p className="soft">{t(state === "left" ? "left" : "absent")}</p>
              <RoomForm action="/moderate/join/ask" signedIn={signedIn}>
                <input type="hidden" name="subreddit" value={name} />
                <button type="submit" className="button quiet">
                  {t("ask")}
                  <span className="visually-hidden">{` r/${name}`}</span>
                </button>
              </RoomForm>
            </>
          ) : (
            <p className="soft">{t("notYours")}</p>
          ))}
      </div>
    </li>
  );
}
