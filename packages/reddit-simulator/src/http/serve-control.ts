import type { IncomingMessage, ServerResponse } from "node:http";
import { runCommand } from "../control/run-command.ts";
import type { Simulation } from "../simulation.ts";

/** `POST /_control/<command>` with JSON, or GET with the input in the query. */
export function serveControl(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
  controlToken: string | null,
): void {
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(value));
  };
  if (controlToken !== null && request.headers.authorization !== `Bearer ${controlToken}`) {
    send(401, {
      error: "This control interface asks for its token: authorization: Bearer …",
      code: "CONTROL_TOKEN",
    });
    return;
  }
  const name = url.pathname.replace(/^\/_control\/?/, "").replace(/\/$/, "");
  let input: unknown = Object.fromEntries(url.searchParams);
  if (body.trim() !== "") {
    try {
      input = JSON.parse(body);
    } catch {
      send(400, { error: "The body is not JSON.", code: "BAD_JSON" });
      return;
    }
  }
  const outcome = runCommand(simulation, name, input);
  send(outcome.status, outcome.body);
}
