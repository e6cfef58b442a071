import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";

export interface Endpoint {
  /** The name that counters and faults go by: `modmail.list`, `bans.friend`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "DELETE" | "PUT";
  /** Segments; `:name` takes any one. */
  readonly path: string;
  /** `client`: HTTP Basic instead of a bearer token. */
  readonly access: "token" | "client";
  /** The scope that the token must have; null: any token. */
  readonly scope: string | null | ((call: Call) => string);
  /** How refusals are dressed: in a 200 for forms, else as an HTTP error. */
  readonly errors: "form" | "http";
  readonly run: (call: Call) => Answer;
}

const base = { access: "token", scope: null, errors: "http" } as const;

type Rest = Partial<Pick<Endpoint, "access" | "scope" | "errors">>;

export function endpoint(
  name: string,
  route: `${Endpoint["method"]} /${string}`,
  rest: Rest,
  run: Endpoint["run"],
): Endpoint {
  const [method, path] = route.split(" ") as [Endpoint["method"], string];
  return { ...base, ...rest, name, method, path, run };
}
