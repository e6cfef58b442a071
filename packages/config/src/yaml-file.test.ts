import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import { readYamlFile } from "./yaml-file.ts";

const schema = z.object({
  title: z.string(),
  questions: z.array(z.object({ id: z.string(), label: z.string() })),
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "appealmod-yaml-"));
  path = join(folder, "questions.yaml");
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (text: string) => {
  writeFileSync(path, text);
  return readYamlFile(path, schema, "questions");
};

test("gives what the schema gives", () => {
  expect(read("title: T\nquestions:\n  - {id: a, label: A}\n")).toEqual({
    title: "T",
    questions: [{ id: "a", label: "A" }],
  });
});

test("names file, line and part of whatever is wrong", () => {
  const attempt = () =>
    read("title: T\nquestions:\n  - id: a\n    label: A\n  - id: b\n    label: 3\n");
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(`${path}:6 questions.1.label: `);
});

test("a missing part is told where it should be", () => {
  expect(() => read("title: T\nquestions:\n  - id: a\n    label: A\n  - id: b\n")).toThrow(
    `${path}:5 questions.1.label: `,
  );
});

test("broken YAML and an absent file", () => {
  expect(() => read("title: T\n\tquestions: []\n")).toThrow(`${path}:2: `);
  expect(() => read("title: T\ntitle: U\n")).toThrow("this key stands here twice");
  expect(() => readYamlFile(join(folder, "none.yaml"), schema, "questions")).toThrow(
    "none.yaml (questions) cannot be read:\n  - there is no such file",
  );
});
