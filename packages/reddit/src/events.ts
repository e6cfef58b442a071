/** Something that an operator may want to know; plain values, never a secret among them. */
export type RedditGatewayEvent =
  /** A request failed and is sent again after `delayMs`. */
  | {
      readonly event: "request-repeated";
      readonly endpoint: string;
      /** Number of the attempt that failed, from 1. */
      readonly attempt: number;
      readonly delayMs: number;
      readonly reason: string;
      readonly status: number | null;
    }
  /** Logged in, for the first time or anew. */
  | {
      readonly event: "logged-in";
      readonly why: "start" | "token-expired" | "token-refused";
      /** `null` where Reddit did not say. */
      readonly expiresInSeconds: number | null;
    }
  /** All requests wait until Reddit's next window. */
  | {
      readonly event: "budget-waiting";
      readonly waitMs: number;
      readonly remaining: number | null;
      /** Calls that wait. */
      readonly waiting: number;
    }
  /** Reddit answered 429; all requests wait. */
  | { readonly event: "rate-limited"; readonly endpoint: string; readonly waitMs: number }
  /** Reddit refused to list these communities together: the bot has lost one of them at least. */
  | {
      readonly event: "communities-refused";
      readonly subreddits: readonly string[];
      readonly status: number | null;
    }
  /** Part of an answer could not be used and was left out. */
  | { readonly event: "odd-answer"; readonly endpoint: string; readonly detail: string };
