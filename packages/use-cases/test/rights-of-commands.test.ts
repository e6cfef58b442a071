import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NotAllowedError } from "../src/index.ts";
import { actorNames, actors, listActors } from "./actors.ts";
import { rows, withoutRights } from "./rights-of-commands.ts";
import { openTestInstallation, type TestInstallation } from "./test-installation.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
  await listActors(installation);
});
afterAll(() => installation?.drop());

const filesIn = (folder: string) =>
  readdirSync(join(import.meta.dirname, "..", "src", folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.replace(/\.ts$/, ""));

test("every command has a line in the table, or a reason why nobody is asked", () => {
  const known = new Set([...rows.map(({ file }) => file), ...Object.keys(withoutRights)]);
  expect(filesIn("commands").filter((file) => !known.has(file))).toEqual([]);
  expect([...known].filter((file) => !filesIn("commands").includes(file))).toEqual([]);
});

const cells: string[][] = [];
let index = 0;

test.each(rows)("$command is for whom the table names alone", async ({ command, run, allowed }) => {
  const line: string[] = [];
  for (const name of actorNames) {
    index += 1;
    const place = { installation, index };
    const outcome = await Promise.resolve()
      .then(() => run(actors[name], place))
      .then(
        () => "may",
        (error: unknown) => {
          if (error instanceof NotAllowedError) return "no";
          throw error;
        },
      );
    line.push(outcome);
    expect(outcome, `${name}: ${command}`).toBe(allowed.includes(name) ? "may" : "no");
  }
  cells.push([`\`${command}\``, ...line]);
});

test("the table that people read is the one that was tried", async () => {
  expect(cells).toHaveLength(rows.length);
  const head = ["", ...actorNames];
  const lines = [head, head.map(() => "---"), ...cells.map((cell) => cell.map(shown))];
  const asked = Object.entries(withoutRights)
    .map(([file, why]) => `- \`${file}\`: ${why}`)
    .join("\n");
  const text = `# Who may run which command

Written by \`packages/use-cases/test/rights-of-commands.test.ts\`, which tries each of the ${cells.length * actorNames.length} cells
on a real database. After a change: \`vitest run test/rights-of-commands.test.ts -u\` in that package.

${lines.map((cell) => `| ${cell.join(" | ")} |`).join("\n")}

Nobody's rights are asked by these:

${asked}
`;
  await expect(text).toMatchFileSnapshot("../../../docs/rights/commands.md");
});

function shown(cell: string): string {
  if (cell === "may") return "yes";
  return cell === "no" ? "" : cell;
}
