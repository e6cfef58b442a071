import type { Config } from "@appealmod/config";
import type { Database } from "@appealmod/db";
import type { Logger } from "@appealmod/logger";
import { createCarriedPosts } from "./carried-posts.ts";
import { enqueueLostLink, enqueueSentForm, enqueueSignUp } from "./enqueue.ts";
import { innermostCause } from "./innermost-cause.ts";
import { openForm } from "./open-form.ts";
import { createPlainPages } from "./plain-page.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { receiveForm } from "./receive-form.ts";
import { receiveLostLink } from "./receive-lost-link.ts";
import { receiveSignUp } from "./receive-sign-up.ts";
import type { Site } from "./site.ts";

export interface SiteParts {
  readonly config: Pick<Config, "webUrl" | "logDays" | "updateCutoff">;
  readonly database: Database;
  /** The folder of the web app. */
  readonly appDir: string;
  readonly logger: Logger;
  readonly now?: () => Date;
}

/** Puts the site together: the one place where its parts are constructed. */
export function composeSite(parts: SiteParts): Site {
  const { config, database, appDir, logger, now = () => new Date() } = parts;
  const limiter = createRateLimiter({ database, now, logger });
  return {
    webUrl: config.webUrl,
    periods: { logs: config.logDays, silentAppeal: config.updateCutoff },
    plainPage: createPlainPages(appDir),
    limiter,
    carriedPosts: createCarriedPosts(now),
    openForm: (token) => plainly(openForm(database, token)),
    receiveForm: (token, fields) =>
      plainly(receiveForm({ database, enqueue: enqueueSentForm, now }, token, fields)),
    receiveSignUp: (fields) =>
      plainly(receiveSignUp({ database, enqueue: enqueueSignUp, now, logger }, fields)),
    receiveLostLink: (fields) =>
      plainly(receiveLostLink({ database, limiter, enqueue: enqueueLostLink, now }, fields)),
    reportFailure(error, { method, page }) {
      const cause = innermostCause(error);
      logger.error("page-error", `${method} of the page "${page}" failed`, {
        method,
        page,
        error: cause,
      });
    },
    async checkDatabase() {
      await database.pool.query("select 1");
    },
  };
}

/** Whoever prints a failure must not print what somebody wrote. */
async function plainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw innermostCause(error);
  }
}
