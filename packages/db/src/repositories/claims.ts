import type { AppealStore, ClaimResult, OpenClaim } from "@appealmod/core";
import { and, eq } from "drizzle-orm";
import { inTransaction } from "../in-transaction.ts";
import type { Database } from "../open-database.ts";
import { actions } from "../schema/index.ts";
import { moveAppeal } from "./stored-appeal.ts";

/** Effects on Reddit, from before they are tried until they are known to have happened. */
export function claimRecords(
  database: Database,
): Pick<AppealStore, "claimAction" | "settleClaim" | "releaseClaim" | "openClaims"> {
  const { orm } = database;
  return {
    async claimAction(claim): Promise<ClaimResult> {
      const { scope, conversationId, action, afterMessageId } = claim;
      const appealId = claim.scope === "appeal" ? claim.appealId : null;
      const scopeId = appealId ?? conversationId;
      const [claimed] = await orm
        .insert(actions)
        .values({
          scope,
          scopeId,
          key: action.key,
          appealId,
          conversationId,
          action,
          afterMessageId,
          claimedAt: claim.at,
        })
        .onConflictDoNothing()
        .returning();
      if (claimed) return { status: "claimed", claim: openClaimFrom(claimed) };
      const [earlier] = await orm
        .select({ status: actions.status })
        .from(actions)
        .where(
          and(eq(actions.scope, scope), eq(actions.scopeId, scopeId), eq(actions.key, action.key)),
        );
      // Released between the two queries: whoever asks again may have it.
      return { status: earlier?.status === "settled" ? "settled" : "open" };
    },

    async settleClaim(claimId, { messageId, at }) {
      await inTransaction(database, async (tx) => {
        const [claim] = await tx
          .select()
          .from(actions)
          .where(eq(actions.id, claimId))
          .for("no key update");
        if (!claim)
          throw new Error(
            `There is no claim ${claimId} to settle: it was released although its effect happened.`,
          );
        if (claim.status === "settled") return;
        await tx
          .update(actions)
          .set({ status: "settled", messageId, settledAt: at })
          .where(eq(actions.id, claimId));
        if (claim.appealId !== null) await moveAppeal(tx, claim.appealId, claim.action, at);
      });
    },

    async releaseClaim(claimId) {
      await orm.delete(actions).where(and(eq(actions.id, claimId), eq(actions.status, "claimed")));
    },

    async openClaims(conversationId) {
      const rows = await orm
        .select()
        .from(actions)
        .where(and(eq(actions.conversationId, conversationId), eq(actions.status, "claimed")))
        .orderBy(actions.claimedAt);
      return rows.map(openClaimFrom);
    },
  };
}

function openClaimFrom(row: typeof actions.$inferSelect): OpenClaim {
  const { id, appealId, conversationId, action, afterMessageId, claimedAt } = row;
  return { id, appealId, conversationId, action, afterMessageId, claimedAt };
}
