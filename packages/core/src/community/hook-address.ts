export const hookKinds = ["slack", "discord"] as const;
export type HookKind = (typeof hookKinds)[number];

/** Where each network takes messages, as its own documentation has it. */
const places: Readonly<
  Record<HookKind, { readonly hosts: readonly string[]; readonly path: RegExp }>
> = {
  slack: {
    hosts: ["hooks.slack.com"],
    path: /^\/(?:services|workflows|triggers)\/[\w/-]+$/,
  },
  discord: {
    hosts: ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"],
    path: /^\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/,
  },
};

/**
 * Reads the address of a webhook that a moderator typed. Whoever may write one must not have the bot
 * post anywhere else, such as to an internal address: known hosts, https, no port, no login, no
 * query.
 *
 * @returns `null` for whatever is no such address
 */
export function readHookAddress(
  typed: string,
): { readonly kind: HookKind; readonly address: string } | null {
  const text = typed.trim();
  if (text.length > 500 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain =
    url.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    url.password === "" &&
    url.search === "" &&
    url.hash === "";
  const kind = hookKinds.find(
    (each) => places[each].hosts.includes(url.hostname) && places[each].path.test(url.pathname),
  );
  return isPlain && kind ? { kind, address: url.href } : null;
}
