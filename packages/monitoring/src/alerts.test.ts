import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

const docker = join(import.meta.dirname, "../../../docker");
const read = (path: string) => readFileSync(join(docker, path), "utf8");
const numbers = {
  jobs: { ready: 0, scheduled: 0, running: 0, failing: 0, givenUp: 0 },
  ...{ oldestJobSeconds: 0, workers: 0, unsettledActions: 0, communitiesInTrouble: 0 },
  sinks: [],
};

it.each(["grafana/appealmod.json", "prometheus/alerts.yaml"])(
  "%s asks for metrics that there are",
  async (path) => {
    const text = await createMetrics({ program: "bot", numbers: async () => numbers }).text();
    const exported = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const asked = [...read(path).matchAll(/(?<!\w)(?:appealmod|process|nodejs)_\w+/g)].map(
      ([name]) => name,
    );
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !exported.has(name))).toEqual([]);
  },
);

it("makes each alert rule quiet and then fire", { timeout: 60_000 }, ({ skip }) => {
  const rules = [...read("prometheus/alerts.yaml").matchAll(/- alert: (\w+)/g)].map(
    ([, name]) => name,
  );
  const tried = [...read("prometheus/alerts.test.yaml").matchAll(/^ {2}- name: (\w+)/gm)];
  expect(tried.map(([, name]) => name)).toEqual(rules);
  try {
    execFileSync("promtool", ["test", "rules", "alerts.test.yaml"], {
      cwd: join(docker, "prometheus"),
      stdio: "pipe",
      encoding: "utf8",
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      skip("promtool was not found (Debian: apt-get install prometheus): the rules were not run");
    throw error;
  }
});
