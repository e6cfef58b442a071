import { RedditError } from "@appealmod/core";
import { createRedditGateway, type NetworkRedditGateway } from "@appealmod/reddit";
import { arbitraryHttpAnswer, type Question, questions } from "@appealmod/reddit/testing";
import fc from "fast-check";
import { crashOf } from "../each-case.ts";
import { type RandomServer, type Script, startRandomServer } from "../random-server.ts";
import { Tally } from "../tally.ts";
import type { Fuzzed, Target } from "../target.ts";

/** Servers that are talked to at once. */
const lanes = 6;
/** Rounds after which it is looked whether there were answers enough. */
const roundsAtOnce = 5;
/** Far beyond what a call may take that gives up after a fifth of a second, twice. */
const hangMs = 20_000;
const requestTimeoutMs = 200;
const maxResponseBytes = 200_000;

const plans = (question: Question, least: number) =>
  fc.array(arbitraryHttpAnswer(question, true), { minLength: least, maxLength: 3 });

const script = fc.record(
  Object.fromEntries(
    questions.map((question) => [question, plans(question, question === "token" ? 0 : 1)]),
  ),
) as unknown as fc.Arbitrary<Script>;

class Hang extends Error {}

/** Random HTTP answers to everything that the adapter can ask: each call ends, with a value or a RedditError. */
export const fuzzAdapter: Target = async ({ cases, seed, onAlive }) => {
  const ends = new Tally();
  const crashes: string[] = [];
  const hangs: string[] = [];
  const servers: RandomServer[] = [];
  const served = () => servers.reduce((sum, server) => sum + server.count(), 0);
  const lane = async (number: number) => {
    const server = await startRandomServer();
    servers.push(server);
    try {
      const property = fc.asyncProperty(script, async (one) => {
        onAlive(served());
        server.play(one);
        for (const end of await endsOf(server.url)) ends.add(end);
      });
      for (let chunk = 0; server.count() < cases / lanes; chunk += 1) {
        const chance = (Math.imul(seed, 31) + number * 100_003 + chunk * 7) | 0;
        const details = await fc.check(property, {
          numRuns: roundsAtOnce,
          seed: chance,
          // Each try to shrink a hang would be a hang again.
          endOnFailure: true,
        });
        if (!details.failed) continue;
        (details.errorInstance instanceof Hang ? hangs : crashes).push(crashOf(details));
        return;
      }
    } finally {
      await server.close();
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  for (const server of servers)
    for (const [delivery, count] of server.served.counts)
      ends.counts.set(`sent ${delivery}`, (ends.counts.get(`sent ${delivery}`) ?? 0) + count);
  return { cases: served(), crashes, hangs, ends: ends.counts } satisfies Fuzzed;
};

async function endsOf(url: string): Promise<readonly string[]> {
  const gateway = gatewayTo(url);
  const ends = await Promise.all(
    Object.entries(everyCall).map(async ([name, call]) => {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Hang(`${name} did not end`)), hangMs);
      });
      try {
        await Promise.race([call(gateway), timeout]);
        return "value";
      } catch (error) {
        if (error instanceof RedditError) return error.kind;
        throw error;
      } finally {
        clearTimeout(timer);
      }
    }),
  );
  const { inFlight, waiting } = gateway.budget();
  if (inFlight + waiting > 0)
    throw new Error(`${inFlight} in flight, ${waiting} wait after the end`);
  return ends;
}

const everyCall: Readonly<Record<string, (gateway: NetworkRedditGateway) => Promise<unknown>>> = {
  username: (gateway) => gateway.username(),
  list: (gateway) =>
    gateway.listConversations({ subreddits: ["Pine", "Lake"], after: null, limit: 10 }),
  read: (gateway) => gateway.readConversation("1mahha"),
  findBan: (gateway) => gateway.findBan("Pine", "MossyBoots"),
  send: (gateway) => gateway.sendMessage("1mahha", "text"),
  note: (gateway) => gateway.leaveNote("1mahha", "text"),
  archive: (gateway) => gateway.archive("1mahha"),
  unarchive: (gateway) => gateway.unarchive("1mahha"),
  facts: (gateway) => gateway.subredditFacts("Pine"),
  listBans: (gateway) => gateway.listBans("Pine", null),
  moderationLog: (gateway) => gateway.readModerationLog({ before: null, after: null, limit: 500 }),
};

/** Waiting between repetitions costs no time; waiting for an answer does. */
function gatewayTo(baseUrl: string): NetworkRedditGateway {
  let now = Date.parse("2026-03-01T12:03:00Z");
  return createRedditGateway({
    credentials: { clientId: "app", clientSecret: "", userAgent: "fuzz", refreshToken: "r" },
    baseUrl,
    requestTimeoutMs,
    maxResponseBytes,
    maxConcurrentRequests: 4,
    retry: { attempts: 2 },
    clock: { now: () => new Date(now) },
    sleep: async (ms) => {
      now += ms;
    },
  });
}
