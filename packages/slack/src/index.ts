export { channelsFor, type SlackChannel, slackChannels } from "./channels.ts";
export { createSlackNotifier } from "./create-slack-notifier.ts";
export {
  defaultSlackLimits,
  type SlackLimits,
  type SlackOptions,
  type SlackTimers,
  type TakeTurn,
} from "./slack-options.ts";
