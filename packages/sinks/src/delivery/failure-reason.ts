const longest = 500;

/** What went wrong, without addresses: they carry passwords and webhooks' secrets. */
export function failureReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/([a-z][a-z0-9+.-]*:\/\/)\S+/gi, "$1…")
    .slice(0, longest)
    .toWellFormed()
    .replaceAll("\0", "\uFFFD");
}
