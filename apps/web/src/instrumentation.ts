import type { Instrumentation } from "next";
import { pageName } from "./server/page-name.ts";
import { theSite } from "./server/site.ts";

/** Tells the site's log why a page failed: where, but never at which address. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  theSite().reportFailure(error, {
    method: request.method,
    page: pageName(withoutGroups(context.routePath)),
  });
};

/** The framework calls a route by its folders, groups in parentheses among them. */
function withoutGroups(route: string): string {
  return route.replace(/\/\([\w-]+\)/g, "") || "/";
}
