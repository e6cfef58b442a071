import { eventActor, type Moderator } from "@appealmod/core";
import {
  bindRoleGrants,
  endAnySession,
  forgetSessions,
  inTransaction,
  saveModeratedBy,
  servedAmong,
  storeEvents,
  storeSession,
} from "@appealmod/db";
import { enqueueAll } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";
import { newSessionToken, sessionTokenHash } from "../session-token.ts";

/** Who signed in, as Reddit said it a moment ago. */
export interface SigningIn {
  /** Reddit's account id, `t2_…`. */
  readonly redditorId: string;
  readonly username: string;
  /** All that they moderate; permissions are `null` where Reddit did not tell. */
  readonly moderated: readonly {
    readonly subreddit: string;
    readonly permissions: readonly string[] | null;
  }[];
  /** What the browser says of itself. */
  readonly userAgent: string;
  /** The token of the session that this browser had until now: it ends. */
  readonly replaces?: string | null;
  readonly at: Date;
}

/** More than any browser says of itself. */
const longestUserAgent = 300;

/**
 * Begins a session under a token that nobody had before, and keeps what its owner moderates. The
 * token is for the browser alone: it is stored nowhere.
 */
export async function signIn(
  { database }: Installation,
  { redditorId, username, moderated, userAgent, replaces = null, at }: SigningIn,
): Promise<{ readonly token: string }> {
  const token = newSessionToken();
  const moderator: Moderator = { kind: "moderator", redditorId, username };
  await inTransaction(database, async (orm, client) => {
    await forgetSessions({ orm }, at);
    if (replaces !== null) await endAnySession({ orm }, sessionTokenHash(replaces));
    await saveModeratedBy({ orm }, { redditorId, username }, moderated, at);
    await bindRoleGrants({ orm }, { redditorId, username });
    await storeSession(
      { orm },
      {
        tokenHash: sessionTokenHash(token),
        ...{ redditorId, username },
        userAgent: userAgent.slice(0, longestUserAgent),
        signedInAt: at,
      },
    );
    const untold = moderated.filter(({ permissions }) => permissions === null);
    const toRead = await servedAmong(
      { orm },
      untold.map(({ subreddit }) => subreddit),
    );
    await enqueueAll(
      client,
      "refresh-subreddit",
      toRead.map((subreddit) => ({ payload: { subreddit } })),
    );
    await storeEvents(orm, [
      {
        event: "signed-in",
        level: "info",
        audience: "detail",
        message: `u/${username} signed in on the site.`,
        actor: eventActor(moderator),
        at,
      },
    ]);
  });
  return { token };
}
