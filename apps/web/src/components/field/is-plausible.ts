import { redditorName, subredditName } from "@appealmod/config/reddit-names";
import { showsNothing } from "@appealmod/core/visible-characters";
import { emailAddress } from "./email-address.ts";

/** What a short field holds. */
export type WrittenAs = "name" | "email" | "redditor" | "community";

const rules: Readonly<Record<WrittenAs, (written: string) => boolean>> = {
  name: (written) => !showsNothing(written),
  email: (written) => emailAddress(written) !== undefined,
  redditor: (written) => redditorName(written) !== undefined,
  community: (written) => subredditName(written) !== undefined,
};

export function isWrittenAs(name: string): name is WrittenAs {
  return Object.hasOwn(rules, name);
}

/** Whether something written may be what it should be, by the rules of the server. */
export function isPlausible(writtenAs: WrittenAs, written: string): boolean {
  return rules[writtenAs](written);
}
