import type { Config } from "./config.ts";
import { redactedConfig } from "./config-secrets.ts";
import type { Origins } from "./load-config.ts";
import { type SettingKey, settingKeys, settingOf } from "./settings.ts";

/** A setting as a program has it, for people to read. */
export interface SettingInForce {
  readonly key: SettingKey;
  readonly meaning: string;
  readonly isSecret: boolean;
  /** Never a secret's own; `null` where nothing is set. */
  readonly value: string | null;
  /** `APPEALMOD_LOG_LEVEL`, `conf/appealmod.yaml:3`; `null` for the default. */
  readonly origin: string | null;
}

/** Every setting, in the order in which the settings file explains them. */
export function settingsInForce(config: Config, origins: Origins): readonly SettingInForce[] {
  const values = redactedConfig(config);
  return settingKeys.map((key) => {
    const { meaning, secret } = settingOf(key);
    return {
      ...{ key, meaning, isSecret: secret, value: inWords(values[key]) },
      origin: origins.get(key) ?? null,
    };
  });
}

function inWords(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(", ");
  return String(value);
}
