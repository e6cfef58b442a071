import { afterEach } from "vitest";
import {
  type RedditSimulator,
  type RedditSimulatorOptions,
  startRedditSimulator,
} from "../src/index.ts";

const running: RedditSimulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** A simulator with the demo community, ended after the test. */
export async function startDemo(options: RedditSimulatorOptions = {}) {
  const simulator = await startRedditSimulator(options);
  running.push(simulator);
  const demo = await simulator.control.seedDemo();
  return { simulator, demo, control: simulator.control, url: simulator.url };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; throws when it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into recorded shapes freely.
  readonly body: any;
}

export interface Ask {
  method?: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  token?: string;
  /** Leaves `raw_json=1` away. */
  escaped?: boolean;
}

/** One HTTP request, as a client of Reddit would make it. */
export async function ask(url: string, path: string, options: Ask = {}): Promise<Reply> {
  const target = new URL(path, url);
  if (!options.escaped) target.searchParams.set("raw_json", "1");
  const { token, form } = options;
  const response = await fetch(target, {
    method: options.method ?? (form ? "POST" : "GET"),
    redirect: "manual",
    headers: {
      ...(token === undefined ? {} : { authorization: `bearer ${token}` }),
      ...options.headers,
    },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get body() {
      return JSON.parse(text);
    },
  };
}

/** Somebody with a token for everything: `as('AppealModBot')('GET /api/v1/me')`. */
export async function as(simulator: RedditSimulator, name: string, scope = "*") {
  const { control, url } = simulator;
  const { accessToken } = await control.issueToken({ name, clientId: "demo-script-app", scope });
  return (request: string, form?: Record<string, string>, more: Ask = {}): Promise<Reply> => {
    const [method = "GET", path = "/"] = request.split(" ");
    const body = method === "GET" || method === "DELETE" ? {} : { form: form ?? {} };
    return ask(url, path, { method, token: accessToken, ...body, ...more });
  };
}
