import type { ServerResponse } from "node:http";
import type { Simulation } from "../simulation.ts";

export interface FaceRequest {
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
  readonly cookie: string;
}

export function serveFace(_s: Simulation, _r: FaceRequest, response: ServerResponse): void {
  response.writeHead(404).end();
}
