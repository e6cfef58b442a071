import type { Database } from "@appealmod/db";
import { findSession, signIn } from "@appealmod/use-cases";
import { roomTokenField } from "../src/server/room-token.ts";

export interface SignedInModerator {
  readonly redditorId: string;
  readonly username: string;
  /** The header that a browser with this session sends. */
  readonly cookie: string;
  /** What the forms of this session carry. */
  readonly token: Readonly<Record<string, string>>;
}

let moderators = 0;

/** Somebody who has just signed in at a site under plain http, and what Reddit says they moderate. */
export async function aModerator(
  database: Database,
  moderated: Readonly<Record<string, readonly string[] | null>> = { PineLakeHikers: ["all"] },
  named?: string,
): Promise<SignedInModerator> {
  moderators += 1;
  const username = named ?? `ranger_${moderators}`;
  const redditorId = `t2_ranger${moderators}`;
  const { token } = await signIn(
    { database },
    {
      ...{ redditorId, username },
      moderated: Object.entries(moderated).map(([subreddit, permissions]) => ({
        subreddit,
        permissions,
      })),
      userAgent: "a test",
      at: new Date(),
    },
  );
  const found = await findSession({ database }, token, new Date());
  if (!found) throw new Error("The session that has just begun is not there.");
  return {
    ...{ redditorId, username },
    cookie: `session=${token}`,
    token: { [roomTokenField]: found.postToken },
  };
}
