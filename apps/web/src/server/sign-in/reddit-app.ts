import { type AuthorizationServer, allowInsecureRequests, type ClientAuth } from "oauth4webapi";

/** What signs people in: the site's own app at Reddit, and where Reddit is. */
export interface RedditApp {
  readonly server: AuthorizationServer & {
    readonly authorization_endpoint: string;
    readonly revocation_endpoint: string;
  };
  readonly client: { readonly client_id: string };
  readonly authentication: ClientAuth;
  /** Where the API is, without a slash at its end. */
  readonly api: string;
  /** What a page with the sign-in's form may lead to, for the policy of that page. */
  readonly formTargets: readonly string[];
  readonly redirectAddress: string;
  readonly userAgent: string;
  readonly requestOptions: { readonly [allowInsecureRequests]: boolean };
}

/** The last part of the address that Reddit leads back to; the whole of it is in the app's settings. */
export const callbackPath = "/api/auth/callback/reddit";

interface RedditAppSettings {
  readonly webUrl: string;
  /** One address for both of Reddit's hosts: a test server. */
  readonly redditUrl: string | undefined;
  readonly siteClientId: string | undefined;
  readonly siteClientSecret: string | undefined;
}

/** @returns `null` where the settings name no app */
export function redditApp(settings: RedditAppSettings): RedditApp | null {
  const { webUrl, siteClientId: id, siteClientSecret: secret } = settings;
  if (id === undefined || secret === undefined) return null;
  const test = settings.redditUrl?.replace(/\/+$/, "");
  const pages = test ?? "https://www.reddit.com";
  return {
    server: {
      issuer: pages,
      authorization_endpoint: `${pages}/api/v1/authorize`,
      token_endpoint: `${pages}/api/v1/access_token`,
      revocation_endpoint: `${pages}/api/v1/revoke_token`,
    },
    client: { client_id: id },
    // As it is: the library would escape hyphens and underscores, which Reddit does not undo.
    authentication: (_server, _client, _body, headers) => {
      const both = Buffer.from(`${id}:${secret}`).toString("base64");
      headers.set("authorization", `Basic ${both}`);
    },
    api: test ?? "https://oauth.reddit.com",
    // Reddit sends on whoever is not signed in there, and a policy follows a form's redirects.
    formTargets: test ? [new URL(test).origin] : ["https://*.reddit.com"],
    redirectAddress: webUrl + callbackPath,
    userAgent: `web:appealmod-site:1.0 (${webUrl})`,
    requestOptions: { [allowInsecureRequests]: test?.startsWith("http:") ?? false },
  };
}
