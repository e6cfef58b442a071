import type { Parameters } from "../transport/request-url.ts";
import type { Priority } from "./rate-budget.ts";

/** One call of Reddit's API, as a value. */
export interface ApiCall {
  readonly method: "GET" | "POST";
  /** With its names encoded: see `pathTo`. */
  readonly path: string;
  readonly query?: Parameters;
  readonly form?: Parameters;
  /**
   * - `none`: it only reads.
   * - `repeatable`: doing it twice is like doing it once.
   * - `once`: never sent again when it may have arrived.
   */
  readonly effect: "none" | "repeatable" | "once";
  readonly priority: Priority;
  /** What a 403 means here and what to do about it, as whole sentences. */
  readonly whenForbidden: string;
  /** What a 404 means here, as a whole sentence. */
  readonly whenNotFound: string;
}

export function endpointOf(call: Pick<ApiCall, "method" | "path">): string {
  return `${call.method} ${call.path}`;
}

/** Words of Reddit's paths. Whatever else stands in one is a name or an id. */
const pathWords = new Set(
  "r mod api v1 me about log banned rules moderators conversations user_data_by_account_ids unfriend accept_moderator_invite archive unarchive edit".split(
    " ",
  ),
);

/** The endpoint with its names and ids left out, so that there are few of them: for counting. */
export function endpointPattern({ method, path }: Pick<ApiCall, "method" | "path">): string {
  const parts = path.split("/").map((part) => (part === "" || pathWords.has(part) ? part : ":id"));
  return `${method} ${parts.join("/")}`;
}
