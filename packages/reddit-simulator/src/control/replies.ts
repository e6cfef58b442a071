import { z } from "zod";
import { present } from "../simulation.ts";
import { createAccount, findAccount, requireAccount } from "../state/accounts.ts";
import { giveRelationship, takeRelationship } from "../state/relationships.ts";
import { requireSubreddit, setModerator } from "../state/subreddits.ts";
import { writing } from "./command.ts";

const redditorThere = z.object({ subreddit: z.string(), name: z.string() });

/** Who answers redditors by itself, and who cannot be answered. */
export const replyCommands = {
  /** A mute from the list of redditors: without the message that one from a conversation brings. */
  mute: writing(
    redditorThere.extend({ by: z.string(), hours: z.number().positive().default(72) }),
    (simulation, { subreddit, name, by, hours }) => {
      const { world } = simulation;
      const now = present(simulation);
      giveRelationship(world, now, requireSubreddit(world, subreddit), {
        kind: "muted",
        accountId: requireAccount(world, name).id,
        byId: requireAccount(world, by, "by").id,
        endsAt: now + hours * 3_600_000,
      });
      return {};
    },
  ),
  unmute: writing(
    redditorThere.extend({ by: z.string() }),
    (simulation, { subreddit: there, name, by }) => {
      const { world } = simulation;
      const subreddit = requireSubreddit(world, there);
      const { id } = requireAccount(world, name);
      const byId = requireAccount(world, by, "by").id;
      const now = present(simulation);
      return { wasMuted: takeRelationship(world, now, subreddit, "muted", id, byId) };
    },
  ),
  /**
   * Public replies of moderators to this redditor get a 400 with `reason`, for good or while a mute
   * lasts; private notes and moves go on. Refused again: the last word counts.
   */
  "replies/refuse": writing(
    redditorThere.extend({
      reason: z.string().default("USER_MUTED"),
      while: z.enum(["always", "muted"]).default("always"),
    }),
    ({ world }, { subreddit, name, ...refused }) => {
      const { id } = requireAccount(world, name);
      requireSubreddit(world, subreddit).refusedReplies.set(id, refused);
      return {};
    },
  ),
  "replies/allow": writing(redditorThere, ({ world }, { subreddit, name }) => {
    const { id } = requireAccount(world, name);
    requireSubreddit(world, subreddit).refusedReplies.delete(id);
    return {};
  }),
  /** The account is registered and made a moderator on the way, unless it is one. */
  "auto-responders/add": writing(
    z.object({
      subreddit: z.string(),
      account: z.string(),
      body: z.string(),
      answers: z.enum(["new-conversations", "every-message"]).default("new-conversations"),
      delayMs: z.number().nonnegative().default(0),
      isInternal: z.boolean().default(false),
    }),
    (simulation, { subreddit: name, account: accountName, ...how }) => {
      const { world } = simulation;
      const now = present(simulation);
      const subreddit = requireSubreddit(world, name);
      const account =
        findAccount(world, accountName) ?? createAccount(world, now, { name: accountName });
      if (!subreddit.moderators.some(({ accountId }) => accountId === account.id))
        setModerator(world, now, subreddit, account, ["mail"]);
      subreddit.autoResponders.push({ ...how, accountId: account.id });
      return {};
    },
  ),
  "auto-responders/remove": writing(z.object({ subreddit: z.string() }), ({ world }, input) => {
    const removed = requireSubreddit(world, input.subreddit).autoResponders.splice(0).length;
    return { removed };
  }),
};
