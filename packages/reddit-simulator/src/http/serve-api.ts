import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Simulation } from "../simulation.ts";
import { type Answer, plainError } from "./answer.ts";
import { type ApiRequest, answerApi, type Identity, identify } from "./answer-api.ts";
import { faultAnswer } from "./fault-answer.ts";
import { writeAnswer } from "./write-answer.ts";

/** One API request from identification to the last byte, faults and counting included. */
export async function serveApi(
  simulation: Simulation,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const identity = identify(simulation, request);
  const target = {
    endpoint: identity.match?.endpoint.name ?? "unknown",
    method: request.method,
    path: request.path,
    account: identity.account?.name ?? null,
  };
  const { delayMs, fault, label } = simulation.faults.strike(target);
  const count = (status: number): void =>
    simulation.requests.add({
      at: simulation.now(),
      ...target,
      status,
      clientId: identity.token?.clientId ?? null,
      fault: label,
    });
  if (delayMs > 0) await wait(delayMs);
  if (!fault) {
    const answer = honestAnswer(simulation, request, identity);
    count(answer.status);
    write(simulation, request, response, answer, false);
    return;
  }
  const happens = fault.effect === "done" || fault.kind === "truncate";
  const done = happens ? honestAnswer(simulation, request, identity) : null;
  if (fault.kind === "hang") {
    count(0);
    return;
  }
  if (fault.kind === "reset") {
    count(0);
    response.destroy();
    return;
  }
  const answer = fault.kind === "truncate" && done ? done : faultAnswer(fault, request);
  count(answer.status);
  write(simulation, request, response, answer, fault.kind === "truncate");
}

function honestAnswer(simulation: Simulation, request: ApiRequest, identity: Identity): Answer {
  try {
    return answerApi(simulation, request, identity);
  } catch (error) {
    // A defect of the simulator must not pass for a fault that a test asked for.
    process.stderr.write(
      `Reddit simulator: ${request.method} ${request.path}: ${String(error instanceof Error ? error.stack : error)}\n`,
    );
    return plainError(500);
  }
}

function write(
  simulation: Simulation,
  request: ApiRequest,
  response: ServerResponse,
  answer: Answer,
  truncated: boolean,
): void {
  const rawJson = request.query.get("raw_json") === "1" || request.form.get("raw_json") === "1";
  writeAnswer(response, answer, { rawJson, now: simulation.now(), truncated });
}
