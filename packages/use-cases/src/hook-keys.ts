import { nameKey } from "@appealmod/core";
import { deriveSealingKey, type SealingKey } from "./sealed-box.ts";

/** Under this name the bot publishes the key that addresses of webhooks are sealed for. */
export const hookKeyName = "community-hooks";

/** The bot's key for webhooks' addresses. @param linkSecret the secret that form links are made with */
export function hookKey(linkSecret: string): SealingKey {
  return deriveSealingKey(linkSecret, hookKeyName);
}

/** A sealed address opens for its own community alone. */
export function hookContext(subreddit: string): string {
  return `${hookKeyName}:${nameKey(subreddit)}`;
}
