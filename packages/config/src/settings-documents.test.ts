import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { findRootDir } from "./config-from-environment.ts";
import { loadConfig } from "./load-config.ts";
import { settingKeys, settingOf } from "./settings.ts";
import {
  secretsFile,
  settingsFile,
  settingsMarkdown,
  settingsTable,
} from "./settings-documents.ts";

const root = findRootDir();

test.each([
  ["conf/appealmod.yaml", settingsFile],
  ["certs/config.example.yaml", secretsFile],
])("%s names every setting that belongs there", (path, generate) => {
  const file = readFileSync(join(root, path), "utf8");
  for (const line of generate().matchAll(/^#(\w+):/gm)) {
    expect(file, "run: pnpm --filter @appealmod/config files").toMatch(
      new RegExp(`^#?${line[1]}:`, "m"),
    );
  }
});

test("every line of the example files is a setting that loads, once its # is gone", () => {
  const uncommented = `${settingsFile()}${secretsFile()}`.replaceAll(/^#(?=\w+:)/gm, "");
  const names = [...uncommented.matchAll(/^(\w+):/gm)].map((match) => match[1]);
  expect(new Set(names)).toEqual(new Set(settingKeys));
  expect(Object.keys(parse(settingsFile().replaceAll(/^#(?=\w+:)/gm, "")))).not.toHaveLength(0);
});

test("every default is a value that its own kind allows", () => {
  for (const key of settingKeys) {
    const { kind, fallback } = settingOf(key);
    if (fallback !== undefined) expect(kind.schema.parse(fallback)).toEqual(fallback);
  }
});

test("the tables have a row per setting", () => {
  for (const key of settingKeys) {
    expect(settingsTable()).toMatch(new RegExp(`^${key} `, "m"));
    expect(settingsMarkdown()).toContain(`\`${key}\``);
  }
});

test("the files of this repository load", () => {
  expect(loadConfig({ env: { APPEALMOD_SECRETS_FILE: "/dev/null" }, rootDir: root }).rootDir).toBe(
    root,
  );
});
