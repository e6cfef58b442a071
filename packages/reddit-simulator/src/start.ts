import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { runCommand } from "./control/run-command.ts";
import { plainError } from "./http/answer.ts";
import { BodyTooLarge, readBody, readForm } from "./http/read-request.ts";
import { serveApi } from "./http/serve-api.ts";
import { serveControl } from "./http/serve-control.ts";
import { writeAnswer } from "./http/write-answer.ts";
import { createSimulation, type Simulation } from "./simulation.ts";
import { createStateFile } from "./state-file.ts";
import { ControlClient, controlError } from "./testing/control-client.ts";
import { isUiPath } from "./ui/paths.ts";
import { serveUi } from "./ui/serve-ui.ts";

export interface RedditSimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Requests in ten minutes per account and client; null: no limit. Default 1000. */
  quota?: number | null;
  /** Keeps the state in this file, and starts from it. */
  stateFile?: string;
  /** When set, `/_control/` asks for `authorization: Bearer TOKEN`. */
  controlToken?: string;
  /** Epoch milliseconds; default the system's clock. */
  clock?: () => number;
}

export interface RedditSimulator {
  /** One base address for both of Reddit's API hosts, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly control: ControlClient;
  /** Ends every connection, hanging ones too, and saves the state file. */
  close(): Promise<void>;
}

/**
 * Starts a pretend Reddit.
 *
 * @throws Error with code EADDRINUSE when the port is taken; when the state file cannot be read
 */
export async function startRedditSimulator(
  options: RedditSimulatorOptions = {},
): Promise<RedditSimulator> {
  const quota = options.quota === undefined ? 1000 : options.quota;
  const simulation: Simulation = createSimulation({
    clock: options.clock ?? Date.now,
    rateLimit: { quota, past: "refuse", headers: true },
    changed: () => stateFile?.schedule(),
  });
  const stateFile =
    options.stateFile === undefined
      ? null
      : createStateFile(options.stateFile, () => simulation.world);
  const saved = await stateFile?.load();
  if (saved) simulation.world = saved;

  const server = createServer((request, response) => {
    handle(simulation, request, response, options.controlToken ?? null).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      const status = error instanceof BodyTooLarge ? 413 : 500;
      if (status === 500) process.stderr.write(`Reddit simulator: ${String(error)}\n`);
      const now = simulation.now();
      writeAnswer(response, plainError(status), { rawJson: true, now, truncated: false });
    });
  });
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    control: new ControlClient(async (name, input) => {
      const outcome = runCommand(simulation, name, input);
      if (outcome.status !== 200) throw controlError(outcome.status, outcome.body);
      return structuredClone(outcome.body);
    }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await stateFile?.flush();
    },
  };
}

async function handle(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
  controlToken: string | null,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://simulator.invalid");
  const body = await readBody(request);
  if (url.pathname === "/_control" || url.pathname.startsWith("/_control/")) {
    serveControl(simulation, request, response, url, body, controlToken);
    return;
  }
  const method = request.method ?? "GET";
  const form = readForm(request.headers["content-type"] ?? "", body);
  const authorization = request.headers.authorization ?? null;
  if (authorization === null && isUiPath(url.pathname)) {
    const cookie = request.headers.cookie ?? "";
    serveUi(simulation, { method, url, form, cookie }, response);
    return;
  }
  const { pathname: path, searchParams: query } = url;
  await serveApi(simulation, { method, path, query, form, authorization }, response);
}
