import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** How an installation is, in numbers; times in seconds. */
export interface ServiceNumbers {
  /** Jobs that could run now, wait for a later time, run, fail, and were given up. */
  readonly jobs: Readonly<
    Record<"ready" | "scheduled" | "running" | "failing" | "givenUp", number>
  >;
  /** Since when the oldest job could run; 0 where none waits. */
  readonly oldestJobSeconds: number;
  readonly workers: number;
  readonly unsettledActions: number;
  readonly communitiesInTrouble: number;
  readonly sinks: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly lagSeconds: number;
    readonly failures: number;
  }[];
}

export interface MetricsOptions {
  /** Which of the programs this is. */
  readonly program: "site" | "bot";
  /** Asked at each scrape. Where it fails, `appealmod_up` is 0 and its numbers are left out. */
  readonly numbers: () => Promise<ServiceNumbers>;
  /**
   * A program may share its work among processes: each `worker` then hands what it counts to the
   * process that started it, whose text has the sum. Default: it is alone.
   */
  readonly place?: "alone" | "starter" | "worker";
}

export interface Metrics {
  readonly contentType: string;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  /** @param page one of a fixed set of names, never an address; @param status `null` where none was sent */
  countPage(page: string, status: number | null): void;
  /** @param endpoint a path with its names and ids left out; @param status `null` where no answer came */
  countRequest(endpoint: string, status: number | null): void;
}

const statusClasses = ["2xx", "3xx", "4xx", "5xx", "none"] as const;
const jobStates = ["ready", "scheduled", "running", "failing", "givenUp"] as const;

/** The metrics of one program. Every series that is known begins at 0. */
export function createMetrics({ program, numbers, place = "alone" }: MetricsOptions): Metrics {
  /** What is true of the installation, and what each process counts for itself. */
  const [register, own] = [new Registry(), new Registry()];
  for (const each of [register, own]) each.setDefaultLabels({ program });
  collectDefaultMetrics({ register: own });
  const counted = countedBy(own, place);
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({
      name: `appealmod_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [register],
    });
  const up = gauge("up", "1 while the database answers.");
  const jobs = gauge("jobs", "Jobs in the queue by state.", ["state"]);
  const oldest = gauge("oldest_ready_job_seconds", "How long the oldest job that could run waits.");
  const workers = gauge("workers", "Bots that hold their lease.");
  const unsettled = gauge("unsettled_actions", "Effects on Reddit of unknown outcome.");
  const troubled = gauge("communities_in_trouble", "Communities that cannot be served.");
  const waiting = gauge("sink_waiting_events", "Events that a sink has not taken.", ["sink"]);
  const lag = gauge("sink_lag_seconds", "Age of the first event that a sink has not taken.", [
    "sink",
  ]);
  const failures = gauge("sink_failures", "Deliveries that failed in a row.", ["sink"]);
  const pages = new Counter({
    name: "appealmod_pages_total",
    help: "Requests to the site by page and class of status.",
    labelNames: ["page", "status"],
    registers: [own],
  });
  const requests = new Counter({
    name: "appealmod_reddit_requests_total",
    help: "Requests to Reddit by endpoint and class of status; none: no answer came.",
    labelNames: ["endpoint", "status"],
    registers: [own],
  });
  for (const state of jobStates) jobs.set({ state }, 0);
  const startAtZero = (counter: Counter, labels: Readonly<Record<string, string>>) => {
    for (const status of statusClasses) counter.inc({ ...labels, status }, 0);
  };
  const known = new Set<string>();
  const count = (counter: Counter, label: string, value: string, status: number | null) => {
    // A class that comes up for the first time must be seen to have grown from 0.
    if (!known.has(`${label} ${value}`)) {
      known.add(`${label} ${value}`);
      startAtZero(counter, { [label]: value });
    }
    counter.inc({ [label]: value, status: classOf(status) });
  };

  function show(read: ServiceNumbers): void {
    for (const state of jobStates) jobs.set({ state }, read.jobs[state]);
    oldest.set(read.oldestJobSeconds);
    workers.set(read.workers);
    unsettled.set(read.unsettledActions);
    troubled.set(read.communitiesInTrouble);
    for (const { name: sink, ...each } of read.sinks) {
      waiting.set({ sink }, each.waiting);
      lag.set({ sink }, each.lagSeconds);
      failures.set({ sink }, each.failures);
    }
  }

  return {
    contentType: register.contentType,
    async text() {
      try {
        show(await numbers());
        up.set(1);
      } catch {
        up.set(0);
      }
      return `${await register.metrics()}\n${await counted()}`;
    },
    countPage: (page, status) => count(pages, "page", page, status),
    countRequest: (endpoint, status) => count(requests, "endpoint", endpoint, status),
  };
}

function countedBy(own: Registry, place: MetricsOptions["place"]): () => Promise<string> {
  if (place === "alone") return () => own.metrics();
  AggregatorRegistry.setRegistries(own);
  const all = new AggregatorRegistry();
  return place === "starter" ? () => all.clusterMetrics() : () => own.metrics();
}

function classOf(status: number | null): (typeof statusClasses)[number] {
  const named = `${Math.floor((status ?? 0) / 100)}xx`;
  return statusClasses.find((each) => each === named) ?? "none";
}
