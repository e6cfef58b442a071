import { headers } from "next/headers";
import { requestHeader } from "./page-statuses.ts";
import { theSite } from "./site.ts";

/** Has this page answered with a status of its own. To be called before anything is rendered. */
export async function setPageStatus(status: number): Promise<void> {
  const request = (await headers()).get(requestHeader);
  if (request !== null) theSite().pageStatuses.set(request, status);
}
