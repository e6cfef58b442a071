import { actedAnswer } from "../../answers/modmail.ts";
import {
  archive,
  muteParticipant,
  requireConversation,
  setHighlight,
  unarchive,
  unmuteParticipant,
} from "../../state/modmail.ts";
import type { Account, Conversation } from "../../state/world.ts";
import { type Answer, empty, json } from "../answer.ts";
import { type Call, input, param, userOf } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";

type Act = (call: Call, conversation: Conversation, moderator: Account) => boolean;

const ROOT = "/api/mod/conversations/:id";

export const modmailActionEndpoints: readonly Endpoint[] = [
  action("modmail.archive", `POST ${ROOT}/archive`, false, (call, conversation, moderator) =>
    archive(call.world, call.now, conversation, moderator),
  ),
  action("modmail.unarchive", `POST ${ROOT}/unarchive`, false, (call, conversation, moderator) =>
    unarchive(call.world, call.now, conversation, moderator),
  ),
  action("modmail.highlight", `POST ${ROOT}/highlight`, false, (call, conversation, moderator) => {
    setHighlight(call.world, call.now, conversation, moderator, true);
    return true;
  }),
  action(
    "modmail.unhighlight",
    `DELETE ${ROOT}/highlight`,
    false,
    (call, conversation, moderator) => {
      setHighlight(call.world, call.now, conversation, moderator, false);
      return true;
    },
  ),
  action("modmail.mute", `POST ${ROOT}/mute`, true, (call, conversation, moderator) => {
    const hours = Number(input(call, "num_hours") || 72);
    muteParticipant(call.world, call.now, conversation, moderator, hours);
    return true;
  }),
  action("modmail.unmute", `POST ${ROOT}/unmute`, true, (call, conversation, moderator) => {
    unmuteParticipant(call.world, call.now, conversation, moderator);
    return true;
  }),
];

/** 200 with the conversation, or 204 when it was in that state already. */
function action(
  name: string,
  route: `${"POST" | "DELETE"} /${string}`,
  withUser: boolean,
  act: Act,
): Endpoint {
  return endpoint(name, route, { scope: "modmail" }, (call): Answer => {
    const moderator = userOf(call);
    const conversation = requireConversation(call.world, param(call, "id"), moderator);
    if (!act(call, conversation, moderator)) return empty(204);
    return json(actedAnswer(call.world, conversation, moderator, withUser));
  });
}
