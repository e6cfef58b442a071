import {
  accountDataAnswer,
  meAnswer,
  moderatedSubredditsAnswer,
  userAboutAnswer,
} from "../../answers/accounts.ts";
import { findAccount, isUsername } from "../../state/accounts.ts";
import { notFound, Refusal } from "../../state/refusal.ts";
import { json } from "../answer.ts";
import { type Call, input, param, userOf } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";

const about = (call: Call) => {
  const answer = userAboutAnswer(call.world, findAccount(call.world, param(call, "name")));
  if (!answer) throw notFound();
  return json(answer);
};

const moderated = (call: Call) => {
  const account = findAccount(call.world, param(call, "name"));
  if (!account) throw notFound();
  return json(moderatedSubredditsAnswer(call.world, account, call.account));
};

export const accountEndpoints: readonly Endpoint[] = [
  endpoint("accounts.me", "GET /api/v1/me", { scope: "identity" }, (call) =>
    json(meAnswer(call.world, userOf(call), call.token?.clientId ?? "")),
  ),
  endpoint("accounts.about", "GET /user/:name/about", { scope: "read" }, about),
  endpoint("accounts.about", "GET /u/:name/about", { scope: "read" }, about),
  endpoint(
    "accounts.moderated",
    "GET /user/:name/moderated_subreddits",
    { scope: "read" },
    moderated,
  ),
  endpoint(
    "accounts.by_ids",
    "GET /api/user_data_by_account_ids",
    { scope: "privatemessages" },
    (call) => {
      const data = accountDataAnswer(call.world, input(call, "ids").split(","));
      if (Object.keys(data).length === 0) throw notFound();
      return json(data);
    },
  ),
  endpoint(
    "accounts.username_available",
    "GET /api/username_available",
    { errors: "form" },
    (call) => {
      const name = input(call, "user");
      if (!isUsername(name)) throw new Refusal("BAD_USERNAME", "invalid user name", "user");
      const taken = [...call.world.accounts.values()].some(
        (account) => account.name.toLowerCase() === name.toLowerCase(),
      );
      return json(!taken);
    },
  ),
];
