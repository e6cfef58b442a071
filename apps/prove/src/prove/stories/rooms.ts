import type { Moderator, ModeratorDecisionKind } from "@appealmod/core";
import { type Database, findModeratorRights, isConnectionFailure } from "@appealmod/db";
import { awaitUntil } from "@appealmod/testing-installation";
import { decideOnAppeal, takeBackDecision } from "@appealmod/use-cases";

/** What a moderator sees of what they decided. */
export interface Decided {
  readonly id: string;
}

/** The moderators' rooms of the site: its own doing on the database, as its pages do it. */
export interface Rooms {
  /** @returns why nothing was decided, in words, where there is nothing or the site does not let them */
  decide(
    moderator: Moderator,
    about: {
      readonly subreddit: string;
      readonly redditor: string;
      readonly kind: ModeratorDecisionKind;
      readonly reply: string | null;
      readonly reason: string;
    },
  ): Promise<Decided | string>;
  takeBack(moderator: Moderator, decision: Decided): Promise<"taken-back" | "too-late" | "unknown">;
  /** Whether what was decided is over, and how. */
  outcome(decision: Decided): Promise<string | null>;
}

/** How long a moderator waits to be known to the site after they have become one. */
const knownWithinMs = 60_000;

export function createRooms(database: Database): Rooms {
  return {
    async decide(moderator, { subreddit, redditor, ...words }) {
      const isKnown = () => findModeratorRights(database, subreddit, moderator.redditorId);
      // While the bot is kept from Reddit, nobody tells the site of new moderators.
      const rights = await whileAway(knownWithinMs, isKnown).catch(() => null);
      if (rights === null) return "the site does not know them for a moderator";
      return whileAway(60_000, async () => {
        const { rows } = await database.pool.query<{ id: string; version: number }>(
          `select id, review_version as version from appeals where subreddit = $1
            and username_key = lower($2) and state <> 'closed'`,
          [subreddit, redditor],
        );
        const [appeal] = rows;
        if (!appeal) return "no appeal is open";
        const result = await decideOnAppeal({ database }, moderator, {
          ...words,
          ...{ appealId: appeal.id, seenVersion: appeal.version, isAuthorHidden: true },
          ...{ rule: null, categories: [], mayAppealAgainAt: null, probation: null },
          at: new Date(),
        });
        if (result.kind === "stored") return result.decision;
        if (result.kind === "conflict") return "somebody else decided";
        if (result.why !== "under-way") return result.why;
        // The database may have taken it, and died before it could say so.
        const own = await database.pool.query<Decided>(
          `select id from moderator_decisions where appeal_id = $1 and decided_by_id = $2
            and state in ('pending', 'begun')`,
          [appeal.id, moderator.redditorId],
        );
        return own.rows[0] ?? result.why;
      });
    },
    takeBack: (moderator, { id: decisionId }) =>
      whileAway(60_000, () =>
        takeBackDecision({ database }, moderator, { decisionId, at: new Date() }),
      ),
    async outcome({ id }) {
      const { rows } = await database.pool
        .query<{ state: string; trouble: string | null }>(
          `select state, trouble from moderator_decisions
            where id = $1 and state not in ('pending', 'begun')`,
          [id],
        )
        .catch((error: unknown) => {
          if (isConnectionFailure(error)) return { rows: [] };
          throw error;
        });
      const [over] = rows;
      return over ? `${over.state}: ${over.trouble ?? "as decided"}` : null;
    },
  };
}

/** Tries again while the database is away, as people do. */
function whileAway<T>(timeoutMs: number, ask: () => Promise<T | null>): Promise<T> {
  return awaitUntil(
    "the database to answer a moderator",
    () =>
      ask().catch((error: unknown) => {
        if (isConnectionFailure(error)) return null;
        throw error;
      }),
    timeoutMs,
    200,
  );
}
