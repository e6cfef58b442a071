import type { AppealStore, ListingCursor } from "@appealmod/core";

/**
 * A store for dry runs: what a pass has seen is remembered by this process alone, so that
 * the first run in earnest finds everything still to be done.
 */
export function dryRunStore(store: AppealStore): AppealStore {
  const cursors = new Map<string, ListingCursor>();
  return {
    ...store,
    readCursor: async (account) => cursors.get(account) ?? null,
    saveCursor: async (account, cursor) => void cursors.set(account, cursor),
    rememberConversation: async () => {},
  };
}
