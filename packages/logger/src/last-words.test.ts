import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const secret = "hunter2-and-more";

async function run(script: string) {
  const from = JSON.stringify(join(import.meta.dirname, "last-words.ts"));
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `import { catchLastWords } from ${from};
       const lastWords = catchLastWords();
       lastWords.hide([${JSON.stringify(secret)}]);
       ${script}`,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { said, code };
}

test.each([
  ["is thrown", "throw new Error(told)"],
  ["is thrown later", "setTimeout(() => { throw new Error(told); })"],
  ["is rejected", "void Promise.reject(new Error(told)); setTimeout(() => {}, 9999);"],
  ["is no error", "void Promise.reject(told); setTimeout(() => {}, 9999);"],
  ["is told", "lastWords.say(told); process.exit(1)"],
])("what %s ends the process without a secret in its words", async (_, script) => {
  const told = `no luck with ${secret} at https://site.example/form/AbCdEf123 for bearer abc.def-123`;
  const { said, code } = await run(`const told = ${JSON.stringify(told)}; ${script}`);
  expect(code).toBe(1);
  expect(said).toContain("no luck with [redacted] at https://site.example/form/[redacted]");
  for (const hidden of [secret, "AbCdEf123", "abc.def-123"]) expect(said).not.toContain(hidden);
});
