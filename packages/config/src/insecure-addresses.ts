import { isLoopback, isPrivateHost } from "./private-hosts.ts";
import { environmentName, type SettingKey } from "./settings.ts";

/**
 * What is sent there, and where plain http does it no harm. A hook's address is a secret of its own,
 * and nobody tests against one in another house.
 */
const guarded: readonly (readonly [SettingKey, string, (address: string) => boolean])[] = [
  ["web_url", "the form links, and what redditors write", isPrivateHost],
  ["reddit_url", "the bot's password", isPrivateHost],
  ...(
    [
      "slack_hook_main",
      "slack_hook_steps",
      "slack_hook_alerts",
      "slack_hook_errors",
      "slack_hook_logging",
    ] as const
  ).map((key) => [key, "the webhook's secret address, and names", isLoopback] as const),
];

/**
 * The addresses over which secrets would travel for everybody on the way to read, each with its cure.
 *
 * @param readValue a setting's value, by its key
 */
export function insecureAddresses(readValue: (key: SettingKey) => unknown): readonly string[] {
  if (readValue("allow_insecure_http") === true) return [];
  return guarded.flatMap(([key, carries, isHarmless]) => {
    const address = readValue(key);
    if (typeof address !== "string" || !/^http:/i.test(address) || isHarmless(address)) return [];
    return [
      `${key} (${environmentName(key)}) begins with http://, and ${carries} could be read on the way: write https://, or set allow_insecure_http: true where something else keeps that way safe`,
    ];
  });
}
