import type { Endpoint } from "../endpoint.ts";
import { accountEndpoints } from "./accounts.ts";
import { inboxEndpoints } from "./inbox.ts";
import { modmailEndpoints } from "./modmail.ts";
import { modmailActionEndpoints } from "./modmail-actions.ts";
import { oauthEndpoints } from "./oauth.ts";
import { postEndpoints } from "./posts.ts";
import { relationshipEndpoints } from "./relationships.ts";
import { subredditEndpoints } from "./subreddits.ts";

export const endpoints: readonly Endpoint[] = [
  ...oauthEndpoints,
  ...accountEndpoints,
  ...subredditEndpoints,
  ...postEndpoints,
  ...relationshipEndpoints,
  ...inboxEndpoints,
  ...modmailActionEndpoints,
  ...modmailEndpoints,
];
