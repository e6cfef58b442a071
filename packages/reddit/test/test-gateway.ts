import {
  createRedditGateway,
  type RedditGatewayEvent,
  type RedditGatewayOptions,
} from "../src/index.ts";

/** Time that passes only while somebody sleeps. */
export class PretendTime {
  now = Date.parse("2026-03-01T12:03:00Z");
  readonly sleeps: number[] = [];

  readonly clock = { now: () => new Date(this.now) };

  readonly sleep = async (milliseconds: number): Promise<void> => {
    this.sleeps.push(milliseconds);
    this.now += milliseconds;
  };
}

export const credentials = {
  clientId: "app-id",
  clientSecret: "app-secret",
  userAgent: "linux:appealmod-test:1 (by /u/PineBot)",
  username: "PineBot",
  password: "very-secret",
};

/** A gateway against a test server, in pretended time, with everything it tells. */
export function testGateway(baseUrl: string, options: Partial<RedditGatewayOptions> = {}) {
  const time = new PretendTime();
  const events: RedditGatewayEvent[] = [];
  const gateway = createRedditGateway({
    credentials,
    baseUrl,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    requestTimeoutMs: 5_000,
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { gateway, time, events };
}

/** The error that a promise ends with; fails when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It should have failed, and did not.");
}
