import {
  authorizationCodeGrantRequest,
  customFetch,
  nopkce,
  processAuthorizationCodeResponse,
  revocationRequest,
} from "oauth4webapi";
import { z } from "zod";
import type { RedditApp } from "./reddit-app.ts";
import { SignInError } from "./sign-in-problem.ts";

/** Who signed in at Reddit, and what they moderate there. */
export interface SignedInAtReddit {
  /** `t2_…` */
  readonly redditorId: string;
  readonly username: string;
  readonly moderated: readonly {
    readonly subreddit: string;
    readonly permissions: readonly string[] | null;
  }[];
}

/** The longest that one answer of Reddit's is waited for. */
const answerWithinMs = 8_000;

/** More pages of a hundred communities than anybody moderates. */
const mostPages = 30;

const meSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+$/),
  name: z.string().regex(/^[\w-]{1,30}$/),
  is_suspended: z.boolean().nullish(),
});

const moderatedSchema = z.object({
  data: z.object({
    after: z.string().nullish(),
    children: z.array(
      z.object({
        data: z.object({
          display_name: z.string().regex(/^[\w-]{1,30}$/),
          subreddit_type: z.string().nullish(),
          mod_permissions: z.array(z.string()).nullish(),
        }),
      }),
    ),
  }),
});

/**
 * Takes Reddit's code for a token, asks who it is of and what they moderate, and has the token end.
 * Nothing of it is kept.
 *
 * @param answer what Reddit led the browser back with, its state compared already
 * @throws SignInError
 */
export async function askWho(
  app: RedditApp,
  answer: URLSearchParams,
  fetch: typeof globalThis.fetch,
): Promise<SignedInAtReddit> {
  const token = await tokenFor(app, answer, fetch);
  try {
    const me = await read(app, token, "/api/v1/me", meSchema, fetch);
    if (me.is_suspended === true)
      throw new SignInError("suspended", `u/${me.name} is suspended at Reddit.`);
    const moderated = await moderatedBy(app, token, fetch);
    return { redditorId: `t2_${me.id}`, username: me.name, moderated };
  } finally {
    // Nobody waits for it, and it ends by itself within a day.
    void revoke(app, token, fetch).catch(() => {});
  }
}

async function tokenFor(
  app: RedditApp,
  answer: URLSearchParams,
  fetch: typeof globalThis.fetch,
): Promise<string> {
  const { server, client, authentication, redirectAddress } = app;
  const response = await reach(() =>
    authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      answer,
      redirectAddress,
      nopkce,
      optionsOf(app, fetch),
    ),
  );
  if (response.status === 401)
    throw new SignInError(
      "settings",
      "Reddit does not know the site's app: check site_client_id and site_client_secret, and that the app is of the kind `web app`.",
    );
  // Reddit says with status 200 that it refuses, too.
  const refusal = await refusalIn(response.clone());
  if (refusal === "invalid_grant")
    throw new SignInError("used", "Reddit does not take the code: it was used, or is too old.");
  if (refusal !== null)
    throw new SignInError("settings", `Reddit refuses the site's app: ${refusal}.`);
  requireAnswer(response);
  return reach(
    async () => (await processAuthorizationCodeResponse(server, client, response)).access_token,
  );
}

async function refusalIn(response: Response): Promise<string | null> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = z.object({ error: z.string() }).safeParse(body);
  // A word, or nothing that belongs into a log.
  return parsed.success && /^[a-z_]{1,40}$/.test(parsed.data.error) ? parsed.data.error : null;
}

async function moderatedBy(
  app: RedditApp,
  token: string,
  fetch: typeof globalThis.fetch,
): Promise<SignedInAtReddit["moderated"]> {
  const found: SignedInAtReddit["moderated"][number][] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ limit: "100", ...(after === null ? {} : { after }) });
    const path = `/subreddits/mine/moderator?${query}`;
    const { data } = await read(app, token, path, moderatedSchema, fetch);
    for (const { data: one } of data.children) {
      // Everybody moderates the page of their own profile.
      if (one.subreddit_type === "user") continue;
      found.push({ subreddit: one.display_name, permissions: one.mod_permissions ?? null });
    }
    after = data.after ?? null;
    if (after === null) return found;
  }
  throw new SignInError("unavailable", "Reddit's list of moderated communities does not end.");
}

async function read<Answer>(
  app: RedditApp,
  token: string,
  path: string,
  schema: z.ZodType<Answer>,
  fetch: typeof globalThis.fetch,
): Promise<Answer> {
  const response = await reach(() =>
    fetch(app.api + path, {
      headers: {
        accept: "application/json",
        authorization: `bearer ${token}`,
        "user-agent": app.userAgent,
      },
      redirect: "manual",
      signal: AbortSignal.timeout(answerWithinMs),
    }),
  );
  requireAnswer(response);
  const body: unknown = await reach(() => response.json());
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [where = ""] = path.split("?");
  throw new SignInError("unavailable", `Reddit's answer to ${where} cannot be understood.`);
}

async function revoke(
  app: RedditApp,
  token: string,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const { server, client, authentication } = app;
  const response = await revocationRequest(...[server, client, authentication, token], {
    ...optionsOf(app, fetch),
    additionalParameters: { token_type_hint: "access_token" },
  });
  await response.body?.cancel();
}

function optionsOf(app: RedditApp, fetch: typeof globalThis.fetch) {
  return {
    ...app.requestOptions,
    [customFetch]: fetch,
    headers: { "user-agent": app.userAgent },
    signal: AbortSignal.timeout(answerWithinMs),
  };
}

function requireAnswer(response: Response): void {
  if (response.status === 200) return;
  throw new SignInError("unavailable", `Reddit answered ${response.status} at a sign-in.`);
}

/** Does what asks Reddit. The library's errors carry whole answers: their kind alone goes on. */
async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SignInError) throw error;
    const kind = error instanceof Error ? error.name : "unknown";
    throw new SignInError("unavailable", `Reddit could not be asked at a sign-in (${kind}).`);
  }
}
