import { type Actor, type BotEvent, eventActor, nameKey, readHookAddress } from "@appealmod/core";
import {
  countHooks,
  deleteHook,
  findPublishedKey,
  inTransaction,
  publishKey,
  storeEvents,
  storeHook,
} from "@appealmod/db";
import { hookContext, hookKey, hookKeyName } from "../hook-keys.ts";
import type { Installation } from "../installation.ts";
import { isUuid } from "../is-uuid.ts";
import { NotAllowedError, requirePermission } from "../require-permission.ts";
import { seal } from "../sealed-box.ts";

/** More channels would be told the same. */
const mostHooks = 4;

/**
 * Adds a webhook of a community's own channel. Its address is sealed for the bot before it is stored,
 * and shown to nobody again.
 *
 * @returns `unknown-address` for what is no webhook of a network that we know; `no-key` where no bot
 *   was ever started here
 * @throws NotAllowedError for whoever may not change the community's settings
 * @throws ModeratorListOutdatedError
 */
export async function addCommunityHook(
  { database }: Installation,
  actor: Actor,
  hook: { readonly subreddit: string; readonly address: string; readonly at: Date },
): Promise<"added" | "unknown-address" | "too-many" | "no-key"> {
  const { subreddit, at } = hook;
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "configure", subreddit, at);
    const read = readHookAddress(hook.address);
    if (read === null) return "unknown-address";
    if ((await countHooks({ orm }, subreddit)) >= mostHooks) return "too-many";
    const publicKey = await findPublishedKey({ orm }, hookKeyName);
    if (publicKey === null) return "no-key";
    const { name = "" } = eventActor(actor);
    await storeHook(
      { orm },
      {
        subredditKey: nameKey(subreddit),
        kind: read.kind,
        sealedAddress: seal(read.address, hookContext(subreddit), publicKey),
        addedBy: name,
        addedAt: at,
      },
    );
    await storeEvents(orm, [hookEvent(actor, subreddit, "added", at)]);
    return "added";
  });
}

/**
 * @returns false where the community has no such webhook
 * @throws NotAllowedError, ModeratorListOutdatedError
 */
export async function removeCommunityHook(
  { database }: Installation,
  actor: Actor,
  hook: { readonly subreddit: string; readonly id: string; readonly at: Date },
): Promise<boolean> {
  const { subreddit, id, at } = hook;
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "configure", subreddit, at);
    if (!isUuid(id) || !(await deleteHook({ orm }, subreddit, id))) return false;
    await storeEvents(orm, [hookEvent(actor, subreddit, "removed", at)]);
    return true;
  });
}

/** Makes the bot's key known to the site. @throws NotAllowedError for all but the bot */
export async function publishHookKey(
  { database }: Installation,
  actor: Actor,
  linkSecret: string,
): Promise<void> {
  if (actor.kind !== "program") throw new NotAllowedError("Only the bot publishes its own keys.");
  await publishKey(database, hookKeyName, hookKey(linkSecret).publicKey);
}

function hookEvent(actor: Actor, subreddit: string, what: "added" | "removed", at: Date): BotEvent {
  return {
    event: `community-hook-${what}`,
    level: "info",
    audience: "step",
    message: `A webhook of r/${subreddit} was ${what}.`,
    actor: eventActor(actor),
    subreddit,
    at,
  };
}
