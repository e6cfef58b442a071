import type { Config } from "@appealmod/config";
import type { Database } from "@appealmod/db";
import { enqueueSentForm, enqueueSignUp } from "./enqueue.ts";
import { openForm } from "./open-form.ts";
import { createPlainPages } from "./plain-page.ts";
import { receiveForm } from "./receive-form.ts";
import { receiveSignUp } from "./receive-sign-up.ts";
import type { Site } from "./site.ts";

/** Puts the site together: the one place where its parts are constructed. */
export function composeSite(parts: {
  readonly config: Pick<Config, "webUrl">;
  readonly database: Database;
  readonly appDir: string;
  readonly now?: () => Date;
}): Site {
  const { config, database, appDir, now = () => new Date() } = parts;
  return {
    webUrl: config.webUrl,
    plainPage: createPlainPages(appDir),
    openForm: (token) => openForm(database, token),
    receiveForm: (token, fields) =>
      receiveForm({ database, enqueue: enqueueSentForm, now }, token, fields),
    receiveSignUp: (fields) => receiveSignUp({ database, enqueue: enqueueSignUp, now }, fields),
    async checkDatabase() {
      await database.pool.query("select 1");
    },
  };
}
