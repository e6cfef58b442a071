/**
 * What came of a post.
 * - `taken`: Slack has it.
 * - `limited`: too many messages; `afterMs` is Slack's own word.
 * - `failed`: not now; `afterMs` where Slack said so.
 * - `refused`: this message will never be taken, others may be.
 * - `gone`: the webhook, its channel or its workspace is no more, or may not post.
 */
export type WebhookAnswer =
  | { readonly kind: "taken" }
  | { readonly kind: "limited"; readonly afterMs: number }
  | { readonly kind: "failed"; readonly afterMs: number | null; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "gone"; readonly reason: string };

/** Longer than Slack ever asks for: what says more is garbled. */
const longestWaitMs = 60 * 60_000;

/**
 * Reads a status as Slack's page on incoming webhooks tells it: 403 action_prohibited and
 * invalid_token, 404 no_service, channel_not_found and no_team, 410 channel_is_archived; 400
 * and 413 speak of the payload; 429 carries Retry-After in seconds.
 */
export function readStatus(status: number, body: string, retryAfter: string | null): WebhookAnswer {
  const reason = `${status} ${body.slice(0, 100)}`.trim();
  const afterMs = waitIn(retryAfter);
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 403 || status === 404 || status === 410) return { kind: "gone", reason };
  if (status === 429 && afterMs !== null) return { kind: "limited", afterMs };
  if (status >= 500 || status === 408 || status === 429) return { kind: "failed", afterMs, reason };
  return { kind: "refused", reason };
}

function waitIn(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  if (header === null || !Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(longestWaitMs, seconds * 1000);
}
