import { type Actor, ownCommunitySettingsSchema, type SavedReply } from "@appealmod/core";
import type { Installation } from "../installation.ts";
import { type Revised, reviseCommunity } from "../revise-community.ts";

/** `put` replaces the reply of the same id, or adds it at the end. */
export type SavedRepliesChange =
  | { readonly kind: "put"; readonly reply: SavedReply }
  | { readonly kind: "remove"; readonly id: string }
  | { readonly kind: "order"; readonly ids: readonly string[] };

/**
 * Adds, changes, removes or orders the answers that a community's moderators choose from.
 *
 * @throws ZodError that names what is wrong with a reply
 * @throws LinkElsewhereError
 */
export async function changeSavedReplies(
  installation: Installation,
  actor: Actor,
  {
    subreddit,
    change,
    seenRevision,
    siteUrl,
  }: {
    readonly subreddit: string;
    readonly change: SavedRepliesChange;
    readonly seenRevision: number;
    readonly siteUrl: string;
  },
): Promise<Revised> {
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-settings-changed",
    seenRevision,
    siteUrl,
    async wanted({ settings, ...own }) {
      const { savedReplies = [], ...others } = settings;
      const after = changed(savedReplies, change);
      const wanted = after.length === 0 ? others : { ...others, savedReplies: after };
      return { ...own, settings: ownCommunitySettingsSchema.strict().parse(wanted) };
    },
  });
}

function changed(replies: readonly SavedReply[], change: SavedRepliesChange): SavedReply[] {
  switch (change.kind) {
    case "put": {
      const isNew = replies.every(({ id }) => id !== change.reply.id);
      if (isNew) return [...replies, change.reply];
      return replies.map((reply) => (reply.id === change.reply.id ? change.reply : reply));
    }
    case "remove":
      return replies.filter(({ id }) => id !== change.id);
    case "order": {
      const place = (id: string) => {
        const at = change.ids.indexOf(id);
        return at === -1 ? change.ids.length : at;
      };
      return replies.toSorted((one, other) => place(one.id) - place(other.id));
    }
  }
}
