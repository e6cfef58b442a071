import { expect, onTestFinished, test } from "vitest";
import { listenForMonitoring } from "./listen-for-monitoring.ts";
import { createMetrics, type ServiceNumbers } from "./metrics.ts";

const numbers: ServiceNumbers = {
  jobs: { ready: 3, scheduled: 2, running: 1, failing: 4, givenUp: 0 },
  oldestJobSeconds: 12,
  workers: 1,
  unsettledActions: 0,
  communitiesInTrouble: 0,
  sinks: [{ name: "mongo", waiting: 7, lagSeconds: 30, failures: 0 }],
};

async function monitored() {
  let isDown = false;
  const fail = async () => {
    if (isDown) throw new Error("gone");
  };
  const metrics = createMetrics({ program: "bot", numbers: () => fail().then(() => numbers) });
  const server = await listenForMonitoring({
    ...{ host: "127.0.0.1", port: 0, metrics, checkReady: fail },
  });
  onTestFinished(() => server.close());
  const ask = async (path: string, method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return { status: response.status, text: await response.text() };
  };
  return {
    ask,
    metrics,
    lose: () => {
      isDown = true;
    },
  };
}

test("is alive without a database, but not ready", async () => {
  const { ask, lose } = await monitored();
  expect((await ask("/readyz")).status).toBe(200);
  lose();
  expect((await ask("/livez")).status).toBe(200);
  expect((await ask("/readyz")).status).toBe(503);
  const { status, text } = await ask("/metrics");
  expect(status).toBe(200);
  expect(text).toContain('appealmod_up{program="bot"} 0');
  expect((await ask("/")).status).toBe(404);
  expect((await ask("/metrics", "POST")).status).toBe(405);
});

test("tells the queue and the sinks, and every known series from 0 on", async () => {
  const { ask, metrics } = await monitored();
  metrics.countRequest("GET api/mod/conversations", 200);
  metrics.countRequest("GET api/mod/conversations", null);
  const { text } = await ask("/metrics");
  for (const line of [
    'appealmod_jobs{state="givenUp",program="bot"} 0',
    'appealmod_jobs{state="failing",program="bot"} 4',
    'appealmod_oldest_ready_job_seconds{program="bot"} 12',
    'appealmod_sink_lag_seconds{sink="mongo",program="bot"} 30',
    'appealmod_reddit_requests_total{endpoint="GET api/mod/conversations",status="2xx",program="bot"} 1',
    'appealmod_reddit_requests_total{endpoint="GET api/mod/conversations",status="none",program="bot"} 1',
    'appealmod_reddit_requests_total{endpoint="GET api/mod/conversations",status="5xx",program="bot"} 0',
  ])
    expect(text).toContain(line);
});
