import { createHash } from "node:crypto";

/** The id of an appeal that comes from a row: the same in every run. (RFC 9562, version 8) */
export function importId(source: string, key: string): string {
  const hex = createHash("sha256").update(`appealmod import\n${source}\n${key}`).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}
