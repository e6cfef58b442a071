import type { AccountSettings } from "./account-settings.ts";
import { type Config, camelCase } from "./config.ts";
import { settingKeys, settingOf } from "./settings.ts";

/** All settings by their keys, for printing: a secret reads `[redacted]`, an unset one null. */
export function redactedConfig(config: Config): Record<string, unknown> {
  return Object.fromEntries(
    settingKeys.map((key) => {
      if (key === "accounts") return [key, config.accounts.map(accountInWords)];
      const value = settingValue(config, key) ?? null;
      return [key, settingOf(key).secret && value !== null ? "[redacted]" : value];
    }),
  );
}

/** Values that must not reach a log: the secrets, and the passwords inside connection strings. */
export function secretValues(config: Partial<Config>): string[] {
  const values = settingKeys.flatMap((key) => {
    const value = settingValue(config, key);
    if (!settingOf(key).secret || typeof value !== "string") return [];
    const password = /^[a-z+]+:\/\/[^:@/]*:([^@]+)@/.exec(value)?.[1];
    return password === undefined ? [value] : [value, password, decoded(password)];
  });
  const ofAccounts = (config.accounts ?? []).flatMap(
    ({ redditPassword, refreshToken, clientSecret }) =>
      [redditPassword, refreshToken, clientSecret].filter((value) => value !== undefined),
  );
  return [...new Set([...values, ...ofAccounts])];
}

function accountInWords({ redditUsername, subreddits }: AccountSettings): string {
  const names = subreddits.map((name) => `r/${name}`).join(" ");
  return names === "" ? redditUsername : `${redditUsername} (${names})`;
}

function settingValue(config: Partial<Config>, key: string): unknown {
  return (config as unknown as Record<string, unknown>)[camelCase(key)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
