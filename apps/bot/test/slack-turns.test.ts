import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "@appealmod/db";
import { expect, onTestFinished, test } from "vitest";
import { createSlackTurns } from "../src/slack-turns.ts";
import { openStage } from "./stage.ts";

test("processes that share a webhook take turns, and other webhooks do not wait for them", async () => {
  const stage = await openStage();
  const other = openDatabase({ url: stage.databaseUrl, poolSize: 2 });
  onTestFinished(() => other.close());
  const turns = [createSlackTurns(stage.database), createSlackTurns(other)];
  const taken: number[] = [];
  const end = performance.now() + 3_400;
  const ask = async (takeTurn: (webhook: string) => Promise<number>) => {
    while (performance.now() < end) {
      const waitMs = await takeTurn("https://hooks.test/steps");
      if (waitMs === 0) taken.push(performance.now());
      expect(waitMs).toBeLessThanOrEqual(1_100);
      await wait(waitMs);
    }
  };
  await Promise.all(turns.map(ask));
  // Windows of 1.1 s: four or five of them touch 3.4 s.
  expect(taken.length).toBeGreaterThanOrEqual(3);
  expect(taken.length).toBeLessThanOrEqual(5);
  expect(await turns[0]?.("https://hooks.test/main")).toBe(0);
});
