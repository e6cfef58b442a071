import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Config, camelCase } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { insecureAddresses } from "./insecure-addresses.ts";
import { nearestName } from "./nearest-name.ts";
import { fileSuffix, readSecretFile } from "./secret-files.ts";
import {
  type AnySetting,
  environmentName,
  type SettingKey,
  settingKeys,
  settingOf,
} from "./settings.ts";
import { kindOf, valueInWords } from "./value-in-words.ts";
import { readYaml } from "./yaml-file.ts";

export interface ConfigSources {
  /** Usually `process.env`; only names that begin with APPEALMOD_ are looked at. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The repository's root; `conf/appealmod.yaml` and `certs/config.yaml` are looked for in it. */
  readonly rootDir: string;
}

/**
 * Environment variables that say where to find settings, and so are none themselves. A path
 * named here must exist; `/dev/null` does without that file.
 */
export const fileVariables = {
  settings: "APPEALMOD_SETTINGS_FILE",
  secrets: "APPEALMOD_SECRETS_FILE",
} as const;

/** A value as somebody wrote it, and where: `APPEALMOD_DEBUG`, `conf/appealmod.yaml:3`. */
interface Given {
  readonly value: unknown;
  readonly origin: string;
  readonly written: string;
  /** Where a part of it stands, by its path within the value. */
  readonly originOf: (path: readonly PropertyKey[]) => string;
  /** How a part of it is written there, where that is known. */
  readonly writtenAt?: (path: readonly PropertyKey[]) => string | undefined;
}

type GivenValues = ReadonlyMap<SettingKey, Given>;

const namesToKeys: ReadonlyMap<string, SettingKey> = new Map(
  settingKeys.flatMap((key) =>
    [key, ...settingOf(key).aliases].map((name): [string, SettingKey] => [name, key]),
  ),
);
const allNames = [...namesToKeys.keys()];

/**
 * All settings from the environment, `certs/config.yaml`, `conf/appealmod.yaml` and the
 * defaults, in this order of precedence. A file that is not there sets nothing.
 *
 * @throws ConfigError that lists every problem at once: unknown names, wrong kinds of values.
 */
export function loadConfig(sources: ConfigSources): Config {
  return loadWithOrigins(sources).config;
}

/** Where the value of a setting that is in force was written; a setting that is left out has none. */
export type Origins = ReadonlyMap<SettingKey, string>;

/** The same, and where each value comes from. @throws ConfigError */
export function loadWithOrigins({ env, rootDir }: ConfigSources): {
  readonly config: Config;
  readonly origins: Origins;
} {
  const problems: string[] = [];
  const layers = [
    fromEnvironment(env, problems),
    fromFile(env, fileVariables.secrets, rootDir, "certs/config.yaml", problems),
    fromFile(env, fileVariables.settings, rootDir, "conf/appealmod.yaml", problems),
  ];
  const values: Record<string, unknown> = {};
  const origins = new Map<SettingKey, string>();
  for (const key of settingKeys) {
    const setting = settingOf(key);
    // Each layer is checked, also where a higher one wins: a wrong value is wrong all the same.
    const checked = layers.map((layer) => check(key, setting, layer.get(key), problems));
    values[camelCase(key)] = checked.find((value) => value !== undefined) ?? setting.fallback;
    const given = layers.find((layer) => layer.has(key))?.get(key);
    if (given !== undefined) origins.set(key, originInWords(given));
  }
  refuseTwin(values as unknown as Incomplete, problems);
  problems.push(...insecureAddresses((key) => values[camelCase(key)]));
  if (problems.length > 0) {
    throw new ConfigError(
      problems.length === 1 ? "A setting is wrong:" : `${problems.length} settings are wrong:`,
      problems,
      "All settings are explained in conf/appealmod.yaml and certs/config.example.yaml.",
    );
  }
  return { config: complete(values as unknown as Incomplete, resolve(rootDir)), origins };
}

/** `APPEALMOD_LOG_LEVEL`, `conf/appealmod.yaml:3` */
function originInWords({ origin, written }: Given): string {
  return written.startsWith("APPEALMOD_") ? written : origin;
}

type Incomplete = Omit<Config, "rootDir" | "logDir" | "webPort"> & {
  readonly logDir: string | undefined;
  readonly webPort: number | undefined;
};

function refuseTwin({ redditUsername, accounts }: Incomplete, problems: string[]): void {
  const twin = accounts.findIndex(
    (account) => account.redditUsername.toLowerCase() === redditUsername?.toLowerCase(),
  );
  if (twin !== -1)
    problems.push(
      `accounts[${twin}].reddit_username names the same account as reddit_username: keep one`,
    );
}

/** Fills in what follows from other settings. */
function complete(values: Incomplete, rootDir: string): Config {
  const dataDir = resolve(rootDir, values.dataDir);
  const portOfSite = Number(new URL(values.webUrl).port) || 3000;
  return Object.freeze({
    ...values,
    rootDir,
    dataDir,
    logDir: values.logDir === undefined ? join(dataDir, "logs") : resolve(rootDir, values.logDir),
    webPort: values.webPort ?? portOfSite,
  });
}

function fromEnvironment(env: ConfigSources["env"], problems: string[]): GivenValues {
  const given: { name: string; given: Given }[] = [];
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith("APPEALMOD_") || text === undefined || text.trim() === "") continue;
    if (Object.values<string>(fileVariables).includes(variable)) continue;
    const isFile = variable.endsWith(fileSuffix);
    const named = isFile ? variable.slice(0, -fileSuffix.length) : variable;
    const name = named.slice("APPEALMOD_".length).toLowerCase();
    const key = variable === variable.toUpperCase() ? namesToKeys.get(name) : undefined;
    if (key === undefined) {
      problems.push(unknownVariable(variable, name));
      continue;
    }
    const held = isFile ? readSecretFile(variable, text.trim(), problems) : text;
    if (held === undefined) continue;
    const value = settingOf(key).kind.fromText(held);
    const origin = "the environment";
    given.push({ name, given: { value, origin, written: variable, originOf: () => origin } });
  }
  return collect(given, problems);
}

function fromFile(
  env: ConfigSources["env"],
  variable: string,
  rootDir: string,
  usual: string,
  problems: string[],
): GivenValues {
  const named = env[variable]?.trim() ?? "";
  const path = resolve(rootDir, named === "" ? usual : named);
  if (named === "" && !existsSync(path)) {
    const twin = usual.replace(/yaml$/, "yml");
    if (existsSync(resolve(rootDir, twin)))
      problems.push(`${twin} is not looked at: name it ${usual}`);
    return new Map();
  }
  try {
    const content = readYaml(path, "settings", isSecretKey);
    const place = (line: number | undefined) => {
      const shown = named === "" ? usual : path;
      return line === undefined ? shown : `${shown}:${line}`;
    };
    if (content.value === null || content.value === undefined) return new Map();
    if (typeof content.value !== "object" || Array.isArray(content.value)) {
      const blank = typeof content.value === "string" ? ", with a blank after the colon" : "";
      problems.push(
        `${place(undefined)} holds ${kindOf(content.value)}; allowed: lines of \`key: value\`${blank}`,
      );
      return new Map();
    }
    const given: { name: string; given: Given }[] = [];
    for (const [name, value] of Object.entries(content.value)) {
      if (value === null || value === "") continue;
      const originOf = (path: readonly PropertyKey[]) => place(content.lineOf([name, ...path]));
      const writtenAt = (path: readonly PropertyKey[]) => content.writtenAt([name, ...path]);
      const origin = originOf([]);
      if (namesToKeys.has(name))
        given.push({ name, given: { value, origin, written: name, originOf, writtenAt } });
      else problems.push(unknownKey(name, origin));
    }
    return collect(given, problems);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(
      ...error.problems.map((problem) =>
        problem.startsWith(path) ? problem : `${path}: ${problem}`,
      ),
    );
    return new Map();
  }
}

function collect(
  given: readonly { name: string; given: Given }[],
  problems: string[],
): GivenValues {
  const byKey = new Map<SettingKey, Given>();
  for (const { name, given: each } of given) {
    const key = namesToKeys.get(name);
    if (key === undefined) continue;
    const other = byKey.get(key);
    if (other !== undefined && other.value !== each.value) {
      problems.push(
        `${each.written} (${each.origin}) and ${other.written} (${other.origin}) are two names of one setting, with different values: keep one`,
      );
    }
    byKey.set(key, each);
  }
  return byKey;
}

function check(
  key: SettingKey,
  setting: AnySetting,
  given: Given | undefined,
  problems: string[],
): unknown {
  if (given === undefined) return undefined;
  const result = setting.kind.schema.safeParse(given.value);
  if (result.success) return result.data;
  const parts = setting.kind.hasParts ? result.error.issues.filter(({ path }) => path.length) : [];
  if (parts.length > 0) {
    for (const { path, message } of parts)
      problems.push(
        `${key}${inWords(path)} (${given.originOf(path)}) ${message}${setting.secret ? "" : asWritten(given, path)}`,
      );
    return undefined;
  }
  const alias = given.written.toLowerCase().endsWith(key) ? "" : `, another name of ${key}`;
  const hint = hintFor(setting, given);
  problems.push(
    `${given.written} (${given.origin}${alias}) is ${valueInWords(given.value, setting.secret)}; allowed: ${setting.kind.allowed}${hint === undefined ? "" : `; ${hint}`}`,
  );
  return undefined;
}

function hintFor({ kind, secret }: AnySetting, given: Given): string | undefined {
  if (!kind.isText || typeof given.value === "string") return kind.hint?.(given.value);
  return `write it in quotes${secret ? "" : asWritten(given, [])}`;
}

/** What YAML took for something else than text, as it stands in the file. */
function asWritten({ value, writtenAt }: Given, path: readonly PropertyKey[]): string {
  const [at] = path;
  const part: unknown = at === undefined ? value : (value as readonly unknown[])[Number(at)];
  const written = writtenAt?.(path);
  return typeof part === "string" || !written ? "" : `: ${JSON.stringify(written)}`;
}

function isSecretKey(name: string): boolean {
  const key = namesToKeys.get(name);
  // Of a list of accounts the keys of each tell what is secret.
  return key !== undefined && key !== "accounts" && settingOf(key).secret;
}

/** `[1].client_id` */
function inWords(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
}

function unknownKey(name: string, origin: string): string {
  const nearest = nearestName(name, allNames);
  const advice = nearest === undefined ? `known are: ${allNames.join(", ")}` : asking(nearest);
  return `${name} (${origin}) is not a setting; ${advice}`;
}

function unknownVariable(variable: string, name: string): string {
  const variables = [...allNames.map(environmentName), ...Object.values(fileVariables)];
  // The beginning that all of them share would make any two look alike.
  const nearest = nearestName(
    name,
    variables.map((each) => each.slice(environmentName("").length).toLowerCase()),
  );
  const advice =
    nearest === undefined ? `known are: ${variables.join(", ")}` : asking(environmentName(nearest));
  return `${variable} (the environment) is not a setting; ${advice}`;
}

function asking(nearest: string): string {
  return `did you mean ${nearest}?`;
}
