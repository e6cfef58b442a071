import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";

const rootDir = mkdtempSync(join(tmpdir(), "appealmod-config-"));
afterAll(() => rmSync(rootDir, { recursive: true }));

function fileWith(text: string): string {
  const path = join(rootDir, `secret-${text.length}`);
  writeFileSync(path, text);
  return path;
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig({ env, rootDir });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test("a value in a file that the environment names is read without its last line break", () => {
  const path = fileWith("postgres://bot:s3cret@db/appealmod\n");
  const { databaseUrl } = loadConfig({ env: { APPEALMOD_DATABASE_URL_FILE: path }, rootDir });
  expect(databaseUrl).toBe("postgres://bot:s3cret@db/appealmod");
});

test("a file that is not there, is empty, or stands beside the value itself is a problem", () => {
  expect(problemsOf({ APPEALMOD_LINK_SECRET_FILE: "/nowhere" })).toEqual([
    expect.stringMatching(/APPEALMOD_LINK_SECRET_FILE .* \/nowhere, which cannot be read/),
  ]);
  expect(problemsOf({ APPEALMOD_LINK_SECRET_FILE: fileWith("\n") })).toEqual([
    expect.stringContaining("which is empty"),
  ]);
  const [problem] = problemsOf({
    APPEALMOD_LINK_SECRET: "another-another-another-another-x",
    APPEALMOD_LINK_SECRET_FILE: fileWith("s3cret-s3cret-s3cret-s3cret-s3cret"),
  });
  expect(problem).toContain("two names of one setting");
  expect(problem).not.toMatch(/s3cret|another-/);
});

test("a variable with _FILE that belongs to no setting is refused as any other", () => {
  expect(problemsOf({ APPEALMOD_NOTHING_FILE: "/nowhere" })).toHaveLength(1);
});
