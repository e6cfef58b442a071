import type { Config } from "@appealmod/config";
import type { Database } from "@appealmod/db";
import { enqueueLostLink, enqueueSentForm, enqueueSignUp } from "./enqueue.ts";
import { openForm } from "./open-form.ts";
import { createPlainPages } from "./plain-page.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { receiveForm } from "./receive-form.ts";
import { receiveLostLink } from "./receive-lost-link.ts";
import { receiveSignUp } from "./receive-sign-up.ts";
import type { Site } from "./site.ts";

export interface SiteParts {
  readonly config: Pick<Config, "webUrl">;
  readonly database: Database;
  /** The folder of the web app. */
  readonly appDir: string;
  readonly complain: (line: string) => void;
  readonly now?: () => Date;
}

/** Puts the site together: the one place where its parts are constructed. */
export function composeSite(parts: SiteParts): Site {
  const { config, database, appDir, complain, now = () => new Date() } = parts;
  const limiter = createRateLimiter({ database, now, complain });
  return {
    webUrl: config.webUrl,
    plainPage: createPlainPages(appDir),
    limiter,
    openForm: (token) => openForm(database, token),
    receiveForm: (token, fields) =>
      receiveForm({ database, enqueue: enqueueSentForm, now }, token, fields),
    receiveSignUp: (fields) => receiveSignUp({ database, enqueue: enqueueSignUp, now }, fields),
    receiveLostLink: (fields) =>
      receiveLostLink({ database, limiter, enqueue: enqueueLostLink, now }, fields),
    async checkDatabase() {
      await database.pool.query("select 1");
    },
  };
}
