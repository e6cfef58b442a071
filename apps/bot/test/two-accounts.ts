import { expect } from "vitest";
import { type Appellant, meet } from "./appellant.ts";
import { community, type OnEnd, openStage, type Settings, type Stage } from "./stage.ts";

/** The bot's second account, and the community that the settings assign to it. */
export const second = {
  bot: "BirdCallsBot",
  password: "second-bot-password",
  clientId: "second-app",
  clientSecret: "second-app-secret",
  subreddit: "BirdCalls",
} as const;

const all = ["mail", "access"] as const;

/** The second account as the setting `accounts` describes it. */
export function secondAccount(more: Settings = {}): Record<string, unknown> {
  return {
    reddit_username: second.bot,
    reddit_password: second.password,
    client_id: second.clientId,
    client_secret: second.clientSecret,
    user_agent: "linux:appealmod-test:1.0 (by /u/BirdCallsBot)",
    subreddits: [second.subreddit],
    ...more,
  };
}

/** An installation with two accounts, each of which moderates one of two communities. */
export async function openTwoAccounts(settings: Settings = {}, onEnd?: OnEnd): Promise<Stage> {
  const stage = await openStage(
    { APPEALMOD_ACCOUNTS: JSON.stringify([secondAccount()]), ...settings },
    onEnd,
  );
  const { bot: name, password, clientId, clientSecret, subreddit } = second;
  await stage.control.createRedditor({ name, password });
  await stage.control.createApp({ clientId, clientSecret, type: "script" });
  await stage.control.createSubreddit({
    name: subreddit,
    moderators: [{ name: "CragWarden" }, { name, permissions: [...all] }],
  });
  return stage;
}

/** The other account joins the moderators of a community, as before a move. */
export async function join(stage: Stage, subreddit: string, name: string): Promise<void> {
  await stage.control.setModerator({ subreddit, name, permissions: [...all] });
}

export async function contestedIn(stage: Stage, subreddit: string, name: string) {
  const redditor = await meet(stage, name, subreddit);
  await redditor.ban();
  return { redditor, id: await redditor.appeal() };
}

/** Who wrote what in a conversation, as Reddit names them; a private note in brackets. */
export async function authors(stage: Stage, conversationId: string): Promise<readonly string[]> {
  const { messages } = await stage.control.conversation(conversationId);
  return messages.map(({ author, isInternal }) => (isInternal ? `(${author})` : author));
}

/** The endpoints that an account asked for, logins aside. */
export async function requestsBy(stage: Stage, account: string): Promise<Record<string, number>> {
  const { byEndpoint } = await stage.control.requests({ account });
  const { "oauth.access_token": _, ...requests } = byEndpoint;
  return requests;
}

/** Uses up an account's requests of this window, as somebody else might who works with it. */
export async function useUp(stage: Stage, quota: number): Promise<void> {
  // A window ends at every tenth minute: a test that began right before would see the next one.
  const windowMs = 600_000;
  if (windowMs - (Date.now() % windowMs) < 60_000) await stage.control.advanceClock(60_000);
  await stage.control.setRateLimit({ quota, past: "refuse" });
  const { bot: name, clientId } = second;
  const { accessToken } = await stage.control.issueToken({ name, clientId });
  let left = quota;
  while (left > 0) {
    const answer = await fetch(new URL("/api/v1/me", stage.reddit.url), {
      headers: { authorization: `bearer ${accessToken}`, "user-agent": "test" },
    });
    expect(answer.status).toBe(200);
    left = Number(answer.headers.get("x-ratelimit-remaining"));
  }
}

export interface Contest {
  readonly redditor: Appellant;
  readonly id: string;
}

export const firstBot = community.bot;
