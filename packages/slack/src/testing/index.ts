export { ManualTimers } from "./manual-timers.ts";
export { payloadProblems } from "./payload-problems.ts";
export {
  type SlackBehaviour,
  type SlackPost,
  type SlackSink,
  startSlackSink,
} from "./start-slack-sink.ts";
