/**
 * A moment, with its zone named: a server does not know where its reader is.
 *
 * @example November 21, 2026 at 9:45 AM UTC
 */
export const dateAndTime = {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZone: "UTC",
  timeZoneName: "short",
} as const;
