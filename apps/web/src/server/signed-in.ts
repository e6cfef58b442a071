import type { SignedIn } from "@appealmod/use-cases";
import { cookies } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { innermostCause } from "./innermost-cause.ts";
import { outdatedCommunity } from "./outdated-community.ts";
import { returnPath, signInAddress } from "./return-path.ts";
import { sessionCookieName } from "./session-cookie.ts";
import { theSite } from "./site.ts";

/** Who asks for this page; `null` for whoever is not signed in. Looked up once for each request. */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const site = theSite();
  const token = (await cookies()).get(sessionCookieName(site.webUrl))?.value;
  return token ? site.rooms.findSession(token) : null;
});

/** Who asks for this page; whoever is not signed in is sent to do so, and led back. */
export async function requireSignedIn(returnTo: string): Promise<SignedIn> {
  return (await signedIn()) ?? redirect(signInAddress(returnTo));
}

/**
 * What a page asks a use case for. Whoever may not have it gets the page that says so, with 403;
 * where Reddit's list of moderators is too old, it is asked for, and the reader led back to the page.
 *
 * @param returnTo the page's own path
 */
export async function inRoom<T>(work: Promise<T>, returnTo: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // By name: the use cases are loaded outside of the framework's bundles.
    if (error instanceof Error && error.name === "NotAllowedError") forbidden();
    if (error instanceof Error && error.name === "StillCountingError")
      redirect(`/research/counting?${new URLSearchParams({ to: returnPath(returnTo) })}`);
    if (error instanceof Error && error.name === "ArmsHiddenError")
      redirect("/research/plan?closed=1");
    const subreddit = outdatedCommunity(error);
    if (subreddit === null) throw innermostCause(error);
    const asked = new URLSearchParams({ r: subreddit, to: returnPath(returnTo) });
    redirect(`/moderate/checking?${asked}`);
  }
}
