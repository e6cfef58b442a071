import { requireActive } from "../../state/accounts.ts";
import { Refusal } from "../../state/refusal.ts";
import { requireSubreddit } from "../../state/subreddits.ts";
import { type Answer, formAnswer, json } from "../answer.ts";
import { type Call, input, userOf } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";

/** Posts can be made and deleted; nobody reads them here. */
export const postEndpoints: readonly Endpoint[] = [
  endpoint("posts.submit", "POST /api/submit", { scope: "submit", errors: "form" }, submit),
  endpoint("posts.del", "POST /api/del", { scope: "edit" }, () => json({})),
];

function submit(call: Call): Answer {
  requireActive(userOf(call));
  const subreddit = requireSubreddit(call.world, input(call, "sr"), "sr");
  if (input(call, "title").trim() === "")
    throw new Refusal("NO_TEXT", "we need something here", "title");
  const id = call.random().slice(0, 6).toLowerCase();
  const url = `https://www.reddit.com/r/${subreddit.name}/comments/${id}/`;
  return formAnswer(input(call, "api_type"), [], { url, id, name: `t3_${id}` });
}
