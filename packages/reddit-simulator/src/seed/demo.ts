import { createAccount } from "../state/accounts.ts";
import { registerApp } from "../state/oauth.ts";
import { completeRule, createSubreddit, findSubreddit, setModerator } from "../state/subreddits.ts";
import type { ModeratorPermission, World } from "../state/world.ts";

/** The demo's names and passwords: invented, good for nothing outside this simulator. */
export interface DemoCredentials {
  readonly subreddit: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webClientId: string;
  readonly webClientSecret: string;
  readonly redirectUris: string[];
  readonly bot: { readonly name: string; readonly password: string };
  readonly moderators: string[];
  readonly redditors: string[];
}

const CREDENTIALS: DemoCredentials = {
  subreddit: "PineLakeHikers",
  clientId: "demo-script-app",
  clientSecret: "demo-script-secret",
  webClientId: "demo-web-app",
  webClientSecret: "demo-web-secret",
  redirectUris: [
    "http://localhost:3000/api/auth/callback/reddit",
    "http://localhost:3000/api/auth/oauth2/callback/reddit",
    "http://127.0.0.1:3000/api/auth/callback/reddit",
    "http://127.0.0.1:3000/api/auth/oauth2/callback/reddit",
  ],
  bot: { name: "AppealModBot", password: "demo-bot-password" },
  moderators: ["RangerOlive", "TrailmasterSam"],
  redditors: ["MossyBoots", "CampfireKit", "NorthRidgeNell", "PebblePocket"],
};

const RULES = [
  {
    shortName: "Be kind to fellow hikers",
    description: "No insults, no slurs, no harassment. Disagree about boots, not about people.",
  },
  {
    shortName: "No advertising",
    description: "Do not post referral links or sell gear here.",
  },
  {
    shortName: "Leave no trace",
    description: "Do not encourage littering, open fires in dry season or leaving marked trails.",
  },
];

/** A community with rules, two human moderators, the bot, and redditors. Run twice, it stays one. */
export function seedDemo(world: World, now: number, redirectUris?: string[]): DemoCredentials {
  const credentials = { ...CREDENTIALS, redirectUris: redirectUris ?? CREDENTIALS.redirectUris };
  const { clientId, clientSecret, webClientId, webClientSecret } = credentials;
  registerApp(world, { clientId, clientSecret, name: "AppealMod demo bot", type: "script" });
  registerApp(world, {
    clientId: webClientId,
    clientSecret: webClientSecret,
    name: "AppealMod demo site",
    type: "web",
    redirectUris: credentials.redirectUris,
  });
  if (findSubreddit(world, credentials.subreddit)) return credentials;
  const subreddit = createSubreddit(world, now, {
    name: credentials.subreddit,
    title: "Pine Lake Hikers",
    publicDescription: "Trail reports, gear and company around Pine Lake.",
    description: "Trail reports, gear and company around Pine Lake. Read the rules before posting.",
    subscribers: 48_213,
    rules: RULES.map((rule) => completeRule(rule, now - 600 * 86_400_000)),
  });
  const moderators: [string, ModeratorPermission[], string?][] = [
    ...credentials.moderators.map((name): [string, ModeratorPermission[]] => [name, ["all"]]),
    [credentials.bot.name, ["access", "mail"], credentials.bot.password],
  ];
  for (const [name, permissions, password] of moderators) {
    const account = createAccount(world, now, { name, password });
    setModerator(world, now, subreddit, account, permissions);
  }
  for (const name of credentials.redditors) {
    createAccount(world, now, { name, linkKarma: 120, commentKarma: 640 });
  }
  return credentials;
}
