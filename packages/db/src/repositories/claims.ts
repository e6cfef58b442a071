import type { AppealStore, ClaimResult, OpenClaim } from "@appealmod/core";
import { and, eq, getTableColumns, gte, inArray, isNotNull, ne, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { actions } from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import type { TransactionWithEvents } from "../transaction-with-events.ts";
import { moveAppeal } from "./stored-appeal.ts";

/** Effects on Reddit, from before they are tried until they are known to have happened. */
export function claimRecords(
  { orm }: Database,
  transact: TransactionWithEvents,
): Pick<
  AppealStore,
  | "claimAction"
  | "settleClaim"
  | "releaseClaim"
  | "giveUpClaim"
  | "mayBeArchivedLate"
  | "openClaims"
  | "recordedMessages"
> {
  return {
    async claimAction(claim): Promise<ClaimResult> {
      const { scope, conversationId, action, afterMessageId, bodyHash } = claim;
      const appealId = claim.scope === "appeal" ? claim.appealId : null;
      const scopeId = appealId ?? conversationId;
      const known = { conversationId, action, afterMessageId, bodyHash, claimedAt: claim.at };
      const [claimed] = await orm
        .insert(actions)
        .values({ scope, scopeId, key: action.key, appealId, ...known })
        .onConflictDoUpdate({
          target: [actions.scope, actions.scopeId, actions.key],
          set: {
            ...known,
            status: "claimed",
            settledAt: null,
            // What is tried although it was given up has reason to hope anew.
            vainTries: sql`case when ${actions.status} = 'given-up' then 0 else ${actions.vainTries} end`,
          },
          setWhere: inArray(actions.status, ["released", "given-up"]),
        })
        .returning(claimColumns);
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

    async settleClaim(claimId, { messageId, at, event }) {
      await transact(async (tx, emit) => {
        const [claim] = await tx
          .select(claimColumns)
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
        if (claim.appealId !== null)
          await moveAppeal(tx, claim.appealId, openClaimFrom(claim).action, at);
        await emit(event);
      });
    },

    async releaseClaim(claimId, because) {
      const isVain = because === "tried-in-vain";
      await orm
        .update(actions)
        .set({
          status: "released",
          ...(isVain ? { vainTries: sql`${actions.vainTries} + 1` } : {}),
          ...(because === "not-seen" ? { notSeenSince: sql`${actions.claimedAt}` } : {}),
        })
        .where(and(eq(actions.id, claimId), eq(actions.status, "claimed")));
    },

    async giveUpClaim(claimId, at, event) {
      await transact(async (tx, emit) => {
        const { rowCount } = await tx
          .update(actions)
          .set({ status: "given-up", settledAt: at })
          .where(and(eq(actions.id, claimId), ne(actions.status, "settled")));
        if (rowCount) await emit(event);
      });
    },

    async mayBeArchivedLate(conversationId, claimedSince) {
      const [found] = await orm
        .select({ id: actions.id })
        .from(actions)
        .where(
          and(
            eq(actions.conversationId, conversationId),
            gte(actions.notSeenSince, claimedSince),
            sql`${actions.action} ->> 'kind' = 'archive'`,
          ),
        )
        .limit(1);
      return found !== undefined;
    },

    async recordedMessages(conversationId) {
      const rows = await orm
        .select({ id: actions.messageId })
        .from(actions)
        .where(and(eq(actions.conversationId, conversationId), isNotNull(actions.messageId)));
      return new Set(rows.flatMap(({ id }) => id ?? []));
    },

    async openClaims(conversationId) {
      const rows = await orm
        .select(claimColumns)
        .from(actions)
        .where(and(eq(actions.conversationId, conversationId), eq(actions.status, "claimed")))
        .orderBy(actions.claimedAt);
      return rows.map(openClaimFrom);
    },
  };
}

const claimColumns = { ...getTableColumns(actions), action: unparsed(actions.action) };

type ClaimRow = Omit<typeof actions.$inferSelect, "action"> & { readonly action: unknown };

function openClaimFrom(row: ClaimRow): OpenClaim {
  const { id, appealId, conversationId, afterMessageId, claimedAt } = row;
  const action = parsedColumn(actions.action, row.action, id);
  const { bodyHash, vainTries } = row;
  return { id, appealId, conversationId, action, afterMessageId, bodyHash, vainTries, claimedAt };
}
