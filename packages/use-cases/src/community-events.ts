import { type Actor, type BotEvent, eventActor } from "@appealmod/core";

/** That the bot serves a community which it did not serve before. */
export function communityServed(actor: Actor, subreddit: string): BotEvent {
  const message = `r/${subreddit} is served from now on.`;
  return { event: "community-served", message, ...stepOf(actor, subreddit) };
}

/** That the bot leaves a community alone which it served. */
export function communityLeft(actor: Actor, subreddit: string): BotEvent {
  const message = `r/${subreddit} is left alone from now on.`;
  return { event: "community-left", message, ...stepOf(actor, subreddit) };
}

/** That another of the bot's accounts serves a community; `null` for the first one of the settings. */
export function communityAccountChanged(
  actor: Actor,
  subreddit: string,
  account: string | null,
): BotEvent {
  const whose = account === null ? "the first account of the settings" : `u/${account}`;
  const message = `r/${subreddit} is assigned to ${whose} from now on.`;
  const details = { account };
  return { event: "community-account-changed", message, details, ...stepOf(actor, subreddit) };
}

function stepOf(
  actor: Actor,
  subreddit: string,
): Pick<BotEvent, "level" | "audience" | "actor" | "subreddit" | "at"> {
  return {
    level: "info",
    audience: "step",
    actor: eventActor(actor),
    subreddit,
    at: new Date(),
  };
}
