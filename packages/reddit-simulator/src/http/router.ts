import type { Endpoint } from "./endpoint.ts";

export interface Match {
  readonly endpoint: Endpoint;
  readonly params: Record<string, string>;
}

export interface Router {
  match(method: string, path: string): Match | null;
}

/** Paths work with and without a trailing slash, and with the old `.json` ending. */
export function createRouter(endpoints: readonly Endpoint[]): Router {
  const compiled = endpoints.map((endpoint) => ({
    endpoint,
    segments: segmentsOf(endpoint.path),
  }));
  return {
    match(method, path) {
      const asked = segmentsOf(path.replace(/\/?\.json$/, ""));
      for (const { endpoint, segments } of compiled) {
        if (endpoint.method !== method || segments.length !== asked.length) continue;
        const params = matchSegments(segments, asked);
        if (params) return { endpoint, params };
      }
      return null;
    },
  };
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function matchSegments(
  segments: readonly string[],
  asked: readonly string[],
): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const given = asked[at] ?? "";
    if (segment.startsWith(":")) params[segment.slice(1)] = decode(given);
    else if (segment !== given) return null;
  }
  return params;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
