import type { SignedIn } from "@appealmod/use-cases";
import { forbidden } from "next/navigation";
import { requireSignedIn } from "../signed-in.ts";

/** Whoever is no operator gets the page that says so, with 403. */
export async function requireOperatorPage(path: string): Promise<SignedIn> {
  const who = await requireSignedIn(path);
  if (!who.roles.has("operator")) forbidden();
  return who;
}
