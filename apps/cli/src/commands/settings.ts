import { isDeepStrictEqual } from "node:util";
import { loadConfig, redactedConfig } from "@appealmod/config";
import type { Command } from "../command.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { table } from "../output/table.ts";

export const settings: Command = {
  name: "settings",
  summary: "the settings in force, secrets redacted",
  usage: `Usage: pnpm appealmod settings [--json]

They come from the environment (APPEALMOD_...), certs/config.yaml and conf/appealmod.yaml, in
this order; conf/appealmod.yaml explains each.

Example: pnpm appealmod settings --json
`,
  async run({ config, screen }, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    nothingMore(positionals);
    const inForce = redactedConfig(config());
    if (values.json) return screen.json(inForce);
    const none = "/dev/null";
    const env = { APPEALMOD_SETTINGS_FILE: none, APPEALMOD_SECRETS_FILE: none };
    const defaults = redactedConfig(loadConfig({ env, rootDir: config().rootDir }));
    const rows = Object.entries(inForce).map(([key, value]) => [
      key,
      shown(value),
      isDeepStrictEqual(value, defaults[key]) ? "default" : "set",
    ]);
    screen.text(table(["setting", "value", ""], rows));
  },
};

function shown(value: unknown): string {
  if (value === null) return "-";
  return Array.isArray(value) ? value.join(", ") || "-" : String(value);
}
