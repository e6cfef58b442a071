import type { AppealPage, SignedIn } from "@appealmod/use-cases";
import { cache } from "react";
import { inRoom } from "./signed-in.ts";
import { theSite } from "./site.ts";

/** One appeal for whoever is signed in; `null` where it is not theirs to see. Read once for each request. */
export const readAppeal = cache(
  (signedIn: SignedIn, id: string): Promise<AppealPage | null> =>
    inRoom(theSite().rooms.appealForModerator(signedIn.moderator, id), `/moderate/appeals/${id}`),
);
