import { type Moderator, nameKey } from "@appealmod/core";
import { grantedRoles, type SiteRole, useSession } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { postTokenOf, sessionTokenHash } from "../session-token.ts";

/** Somebody whom a browser's session names. What they may do in a community is asked each time. */
export interface SignedIn {
  readonly moderator: Moderator;
  readonly roles: ReadonlySet<SiteRole>;
  /** Names the session, and opens it to nobody: the hash of its token. */
  readonly sessionId: string;
  readonly signedInAt: Date;
  /** What every form of this session carries. */
  readonly postToken: string;
}

/**
 * Whose session a browser's token is.
 *
 * @param admins of the settings: they are operators and researchers without a grant
 * @returns `null` for a token of nobody, and for a session that was ended or is too old
 */
export async function findSession(
  { database }: Installation,
  token: string,
  at: Date,
  admins: readonly string[] = [],
): Promise<SignedIn | null> {
  const session = await useSession(database, sessionTokenHash(token), at);
  if (!session) return null;
  const { redditorId, username, tokenHash, signedInAt } = session;
  return {
    moderator: { kind: "moderator", redditorId, username },
    roles: await rolesOf({ database }, { redditorId, username }, admins),
    sessionId: tokenHash,
    signedInAt,
    postToken: postTokenOf(token),
  };
}

async function rolesOf(
  { database }: Installation,
  { redditorId, username }: Pick<Moderator, "redditorId" | "username">,
  admins: readonly string[],
): Promise<ReadonlySet<SiteRole>> {
  const isAdmin = admins.some((admin) => nameKey(admin) === nameKey(username));
  if (isAdmin) return new Set<SiteRole>(["operator", "researcher"]);
  return new Set(await grantedRoles(database, redditorId));
}
