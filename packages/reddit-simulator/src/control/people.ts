import { z } from "zod";
import { present } from "../simulation.ts";
import { createAccount, deleteAccount, renameAccount, requireAccount } from "../state/accounts.ts";
import { logModeration } from "../state/moderation-log.ts";
import { issueToken, normaliseScope, registerApp, revokeMatching } from "../state/oauth.ts";
import { Refusal } from "../state/refusal.ts";
import {
  completeRule,
  createSubreddit,
  inviteModerator,
  isModerator,
  PERMISSIONS,
  removeModerator,
  requireSubreddit,
  setModerator,
} from "../state/subreddits.ts";
import { reading, writing } from "./command.ts";

const permissions = z.array(z.enum(["all", ...PERMISSIONS])).default(["all"]);
const rule = z.object({
  shortName: z.string(),
  description: z.string().optional(),
  violationReason: z.string().optional(),
  kind: z.enum(["all", "link", "comment"]).optional(),
});

const newRedditor = z.object({
  name: z.string(),
  password: z.string().optional(),
  createdAt: z.number().optional(),
  linkKarma: z.number().optional(),
  commentKarma: z.number().optional(),
});

const newSubreddit = z.object({
  name: z.string(),
  title: z.string().optional(),
  publicDescription: z.string().optional(),
  description: z.string().optional(),
  type: z.enum(["public", "private", "restricted"]).optional(),
  subscribers: z.number().optional(),
  rules: z.array(rule).optional(),
  /** Missing accounts are registered on the way. */
  moderators: z.array(z.object({ name: z.string(), permissions })).optional(),
});

const newApp = z.object({
  clientId: z.string(),
  clientSecret: z.string().optional(),
  name: z.string().optional(),
  type: z.enum(["web", "script", "installed"]).optional(),
  redirectUris: z.array(z.string()).optional(),
});

export const peopleCommands = {
  redditors: writing(newRedditor, (simulation, input) => {
    const account = createAccount(simulation.world, present(simulation), input);
    return { id: account.id, name: account.name, password: account.password };
  }),
  "redditors/list": reading(z.object({}), ({ world }) =>
    [...world.accounts.values()].map(({ id, name, status }) => ({ id, name, status })),
  ),
  "redditors/delete": writing(z.object({ name: z.string() }), ({ world }, { name }) => {
    deleteAccount(world, requireAccount(world, name));
    return {};
  }),
  "redditors/status": writing(
    z.object({ name: z.string(), status: z.enum(["active", "suspended", "shadowbanned"]) }),
    ({ world }, { name, status }) => {
      requireAccount(world, name).status = status;
      return {};
    },
  ),
  "redditors/rename": writing(
    z.object({ name: z.string(), to: z.string() }),
    ({ world }, { name, to }) => {
      renameAccount(world, requireAccount(world, name), to);
      return {};
    },
  ),
  subreddits: writing(newSubreddit, (simulation, input) => {
    const { world } = simulation;
    const now = present(simulation);
    const subreddit = createSubreddit(world, now, {
      ...input,
      rules: input.rules?.map((one) => completeRule(dropUndefined(one), now - 86_400_000)),
    });
    for (const moderator of input.moderators ?? []) {
      const known = world.index.accountByName.get(moderator.name.toLowerCase());
      const account = known ?? createAccount(world, now, { name: moderator.name });
      setModerator(world, now, subreddit, account, moderator.permissions);
    }
    return { id: subreddit.id, name: subreddit.name };
  }),
  "subreddits/list": reading(z.object({}), ({ world }) =>
    [...world.subreddits.values()].map(({ id, name, moderators }) => ({
      id,
      name,
      moderators: moderators.map((one) => ({
        name: world.accounts.get(one.accountId)?.name ?? "[deleted]",
        permissions: one.permissions,
      })),
    })),
  ),
  "subreddits/quarantine": writing(
    z.object({ subreddit: z.string(), message: z.string().nullable() }),
    ({ world }, { subreddit, message }) => {
      requireSubreddit(world, subreddit).quarantine =
        message === null ? null : { message, optedIn: new Map() };
      return {};
    },
  ),
  "moderators/set": writing(
    z.object({ subreddit: z.string(), name: z.string(), permissions }),
    (simulation, input) => {
      const { world } = simulation;
      const subreddit = requireSubreddit(world, input.subreddit);
      const account = requireAccount(world, input.name);
      const now = present(simulation);
      const [first] = subreddit.moderators;
      const isNew = !isModerator(subreddit, account.id);
      setModerator(world, now, subreddit, account, input.permissions);
      // Whoever joins has accepted an invitation; whoever is one already was given other permissions.
      logModeration(
        world,
        now,
        subreddit,
        isNew
          ? { action: "acceptmoderatorinvite", moderatorId: account.id }
          : {
              action: "setpermissions",
              moderatorId: first?.accountId ?? null,
              targetId: account.id,
              details: "permission_moderator",
            },
      );
      return {};
    },
  ),
  "moderators/remove": writing(
    z.object({ subreddit: z.string(), name: z.string() }),
    (simulation, input) => {
      const { world } = simulation;
      const subreddit = requireSubreddit(world, input.subreddit);
      const account = requireAccount(world, input.name);
      removeModerator(world, present(simulation), subreddit, account, null);
      return {};
    },
  ),
  "moderators/invite": writing(
    z.object({ subreddit: z.string(), name: z.string(), permissions }),
    (simulation, input) => {
      const { world } = simulation;
      const subreddit = requireSubreddit(world, input.subreddit);
      const account = requireAccount(world, input.name);
      inviteModerator(world, present(simulation), subreddit, account, input.permissions, null);
      return {};
    },
  ),
  apps: writing(newApp, ({ world }, input) => registerApp(world, input)),
  "tokens/issue": writing(
    z.object({
      name: z.string(),
      clientId: z.string(),
      scope: z.string().default("*"),
      permanent: z.boolean().default(false),
    }),
    (simulation, input) => {
      const { world } = simulation;
      const scope = normaliseScope(input.scope);
      if (scope === null) throw new Refusal("INVALID_SCOPE", "unknown scope", "scope");
      const token = issueToken(world, present(simulation), {
        account: requireAccount(world, input.name),
        clientId: input.clientId,
        scope,
        permanent: input.permanent,
        random: simulation.random,
      });
      return { accessToken: token.token, refreshToken: token.refreshToken };
    },
  ),
  "tokens/revoke": writing(
    z.object({
      name: z.string().optional(),
      clientId: z.string().optional(),
      accessOnly: z.boolean().default(false),
    }),
    ({ world }, { name, clientId, accessOnly }) => {
      const accountId = name === undefined ? null : requireAccount(world, name).id;
      return {
        revoked: revokeMatching(world, { accountId, clientId: clientId ?? null, accessOnly }),
      };
    },
  ),
  "tokens/lifetime": writing(z.object({ seconds: z.number().positive() }), ({ world }, input) => {
    world.tokenLifetimeSeconds = input.seconds;
    return {};
  }),
};

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function dropUndefined<T extends object>(value: T): Partial<Defined<T>> {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries) as Partial<Defined<T>>;
}
