import type { BotEvent, EventLog } from "@appealmod/core";
import type { RedditGatewayEvent } from "@appealmod/reddit";

/**
 * Passes on what the gateway notices, in words and to the circle that it concerns.
 *
 * @param account whose gateway it is, where there are several
 */
export function recordRedditEvents(
  events: EventLog,
  account: string | null,
): (event: RedditGatewayEvent) => void {
  return (happened) => {
    const { message, ...rest } = told(happened);
    events.record({
      ...rest,
      message: account === null ? message : `${account}: ${message}`,
      at: new Date(),
      details: { ...happened, ...(account === null ? {} : { account }) },
    });
  };
}

function told(
  happened: RedditGatewayEvent,
): Pick<BotEvent, "event" | "level" | "audience" | "message"> {
  switch (happened.event) {
    case "request-repeated":
      return {
        event: "request-repeated",
        level: "warn",
        audience: "alert",
        message: `Reddit did not answer ${happened.endpoint} as it should (${happened.reason}); it is asked again.`,
      };
    case "logged-in":
      return {
        event: "logged-in",
        level: "info",
        audience: "detail",
        message: `Logged in to Reddit (${happened.why}).`,
      };
    case "budget-waiting":
      return {
        event: "budget-waiting",
        level: "warn",
        audience: "alert",
        message: `The request budget is used up: ${happened.waiting} calls wait ${Math.ceil(happened.waitMs / 1000)} s for Reddit's next window.`,
      };
    case "rate-limited":
      return {
        event: "rate-limited",
        level: "warn",
        audience: "alert",
        message: `Reddit answered "too many requests"; all wait ${Math.ceil(happened.waitMs / 1000)} s.`,
      };
    case "communities-refused":
      return {
        event: "communities-refused",
        level: "warn",
        audience: "detail",
        message: `Reddit refused to list r/${happened.subreddits.join(", r/")} together (${happened.status}): the bot has lost one of them at least. The others are served on.`,
      };
    case "odd-answer":
      return {
        event: "odd-answer",
        level: "warn",
        audience: "detail",
        message: `Part of Reddit's answer to ${happened.endpoint} was left out: ${happened.detail}`,
      };
  }
}
