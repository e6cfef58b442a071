/**
 * What came of a post.
 * - `taken`: Slack has it.
 * - `later`: not now; `afterMs` is Slack's own word where it gave one (429).
 * - `refused`: this message will never be taken, others may be.
 * - `gone`: the webhook, its channel or its workspace is no more, or may not post.
 */
export type WebhookAnswer =
  | { readonly kind: "taken" }
  | { readonly kind: "later"; readonly afterMs: number | null; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "gone"; readonly reason: string };

/**
 * Reads a status as Slack's page on incoming webhooks tells it: 403 action_prohibited and
 * invalid_token, 404 no_service, channel_not_found and no_team, 410 channel_is_archived; 400
 * and 413 speak of the payload; 429 carries Retry-After in seconds.
 */
export function readStatus(status: number, body: string, retryAfter: string | null): WebhookAnswer {
  const reason = `${status} ${body.slice(0, 100)}`.trim();
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 403 || status === 404 || status === 410) return { kind: "gone", reason };
  if (status === 429) return { kind: "later", afterMs: secondsToMs(retryAfter), reason };
  if (status >= 500 || status === 408) {
    return { kind: "later", afterMs: secondsToMs(retryAfter), reason };
  }
  return { kind: "refused", reason };
}

function secondsToMs(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
