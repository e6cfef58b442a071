/** Log events and research documents are kept apart: only the former may ever be given up. */
export type SpoolStream = "documents" | "log";

export const spoolStreams: readonly SpoolStream[] = ["documents", "log"];

const suffix = ".spool";
const pattern = /^(documents|log)-(.+)-(\d{8})\.spool$/;

/** A segment's file name is unique over all writers, so that it survives a move as it is. */
export function segmentName(stream: SpoolStream, writer: string, number: number): string {
  return `${stream}-${writer}-${String(number).padStart(8, "0")}${suffix}`;
}

export function streamOf(fileName: string): SpoolStream | null {
  return (pattern.exec(fileName)?.[1] as SpoolStream | undefined) ?? null;
}

/** Beside each segment: how many of its bytes MongoDB has confirmed. */
export function shippedName(segment: string): string {
  return `${segment}.shipped`;
}
