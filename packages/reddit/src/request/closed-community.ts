import type { ApiCall } from "./api-call.ts";

/**
 * What it means that Reddit keeps a community closed, and the cure, by the reason that its
 * refusal gives (`error.403-quarantined.2020`); `null` where the reason says nothing of that.
 */
export function closedCommunity(call: Pick<ApiCall, "path">, reason: string): string | null {
  const name = nameIn(call.path);
  const community = name === null ? "The community" : `r/${name}`;
  switch (reason) {
    case "quarantined":
      return `${community} is quarantined: Reddit shows it only to accounts that have said yes to that once. Log in at https://www.reddit.com as the bot's account, open ${name === null ? "the community" : `https://www.reddit.com/r/${name}`} and confirm with "Yes" or "Continue"; a program does so with POST /api/quarantine_optin and sr_name=${name ?? "its name"}.`;
    case "private":
      return `${community} is private and does not let the bot in. Make the bot's account a moderator there.`;
    case "gold_only":
    case "gold_restricted":
      return `${community} is open to members of Reddit Premium only. Make the bot's account a moderator there, or give it Premium.`;
    case "banned":
      return `Reddit has banned ${community === "The community" ? "the community" : community}: nobody can be served there. Take it out of the setting subreddits, or with pnpm appealmod leave ${name ?? "NAME"}.`;
    default:
      return null;
  }
}

function nameIn(path: string): string | null {
  const encoded = /^\/r\/([^/]+)\//.exec(path)?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
}
