import type { Account, World } from "../state/world.ts";
import type { Html } from "./page.ts";

/** What a person's request leads to. */
export type Outcome =
  | {
      readonly type: "page";
      readonly title: string;
      readonly body: Html;
      readonly status?: number;
      /** Seconds after which a browser asks again, while something is awaited. */
      readonly refresh?: number;
    }
  | { readonly type: "redirect"; readonly to: string; readonly be?: string };

export interface Visit {
  readonly world: World;
  readonly now: number;
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
  /** Who the visitor has chosen to be. */
  readonly me: Account | null;
  readonly random: () => string;
}

export const go = (to: string): Outcome => ({ type: "redirect", to });

export const show = (
  title: string,
  body: Html,
  status = 200,
): Extract<Outcome, { readonly type: "page" }> => ({
  type: "page",
  title,
  body,
  status,
});

export function field(visit: Visit, name: string): string {
  return visit.form.get(name) ?? visit.url.searchParams.get(name) ?? "";
}
