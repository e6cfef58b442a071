/** `JSON.rawJSON` exists in Node 24 but not yet in TypeScript's library. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/** Epoch seconds as the float that Reddit sends: `1552433444.0`. */
export function epoch(milliseconds: number): unknown {
  return rawJSON(`${Math.floor(milliseconds / 1000)}.0`);
}

/** Modmail's own dates since 2023: milliseconds padded to six digits, no colon in the offset. */
export function modmailDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "000+0000");
}

export function modmailDateOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : modmailDate(milliseconds);
}

/** Dates about the redditor, in the same answer: `2023-06-29T02:57:46.846000+00:00`. */
export function profileDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "000+00:00");
}
