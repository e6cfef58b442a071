import { randomUUID } from "node:crypto";

/** The header in which the process tells a page which request it answers; a client's own is overwritten. */
export const requestHeader = "x-request";

/**
 * The framework answers every page with 200 unless it is missing or forbidden. A page that shows a
 * conflict, or what is wrong with a form, says so here before it is rendered.
 */
export interface PageStatuses {
  /** Begins a request. @returns what it is called in `requestHeader` */
  begin(): string;
  /** Has a request answered with another status than 200. */
  set(request: string, status: number): void;
  /** Ends a request. @returns the status that its page asked for */
  end(request: string): number | undefined;
}

export function createPageStatuses(): PageStatuses {
  const statuses = new Map<string, number | undefined>();
  return {
    begin() {
      const request = randomUUID();
      statuses.set(request, undefined);
      return request;
    },
    set(request, status) {
      if (statuses.has(request)) statuses.set(request, status);
    },
    end(request) {
      const status = statuses.get(request);
      statuses.delete(request);
      return status;
    },
  };
}
