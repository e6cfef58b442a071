import { type AnySetting, environmentName, settingKeys, settingOf } from "./settings.ts";

/** The default in words: `300`, `none`, `an embedded server is started`. */
function defaultOf(setting: AnySetting): string {
  return (
    setting.fallbackMeaning ?? (setting.fallback === undefined ? "none" : String(setting.fallback))
  );
}

/** Every setting in a table for the terminal. */
export function settingsTable(): string {
  const rows = settingKeys.map((key) => {
    const setting = settingOf(key);
    return [
      key,
      `${setting.meaning}${setting.secret ? " (secret)" : ""}`,
      defaultOf(setting),
    ] as const;
  });
  const width = Math.max(...rows.map(([key]) => key.length));
  return [
    ...rows.map(
      ([key, meaning, fallback]) =>
        `${key.padEnd(width)}  ${meaning}\n${" ".repeat(width)}  default: ${fallback}`,
    ),
    "",
    `In the environment: APPEALMOD_ and the key in capitals, as in ${environmentName("log_level")}=debug.`,
  ].join("\n");
}

/** Every setting as a Markdown table, for the documentation. */
export function settingsMarkdown(): string {
  return [
    "| key | meaning | allowed | default |",
    "|---|---|---|---|",
    ...settingKeys.map((key) => {
      const setting = settingOf(key);
      const names = [key, ...setting.aliases].map((name) => `\`${name}\``).join(", ");
      const meaning = `${setting.meaning}${setting.secret ? " (secret)" : ""}`;
      return `| ${names} | ${meaning} | ${setting.kind.allowed} | ${defaultOf(setting)} |`;
    }),
  ].join("\n");
}

/** `conf/appealmod.yaml` as it comes with the repository: everything that is no secret. */
export function settingsFile(): string {
  return document(
    [
      "Settings of this installation. Remove the # in front of a line to change it.",
      "Precedence: environment, certs/config.yaml, this file, defaults. In the environment a",
      "setting is called APPEALMOD_ and its key in capitals; lists are separated by commas.",
      "Passwords and other secrets belong in certs/config.yaml.",
    ],
    (setting) => !setting.secret,
  );
}

/** `certs/config.example.yaml`: the account and the secrets. */
export function secretsFile(): string {
  const account = new Set(["reddit_username", "client_id", "user_agent"]);
  return document(
    [
      "Copy this file to certs/config.yaml, which git ignores, and fill it in. Keep it readable for",
      "the bot only (chmod 600). Values with a # or a colon in them, and numbers, need quotes.",
    ],
    (setting, key) => setting.secret || account.has(key),
  );
}

function document(
  head: readonly string[],
  belongs: (setting: AnySetting, key: string) => boolean,
): string {
  const entries = settingKeys.flatMap((key) => {
    const setting = settingOf(key);
    if (!belongs(setting, key)) return [];
    return [
      "",
      `# ${setting.meaning[0]?.toUpperCase()}${setting.meaning.slice(1)}.`,
      `# Allowed: ${setting.kind.allowed}. Default: ${defaultOf(setting)}.`,
      ...(setting.example ?? [`${key}: ${yamlOf(setting.fallback)}`]).map((line) =>
        `#${line}`.trimEnd(),
      ),
    ];
  });
  return `${[...head.map((line) => `# ${line}`), ...entries].join("\n")}\n`;
}

function yamlOf(value: unknown): string {
  return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}
