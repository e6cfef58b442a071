export {
  type RedditSimulator,
  type RedditSimulatorOptions,
  startRedditSimulator,
} from "./start.ts";
export { ControlClient, ControlError } from "./testing/control-client.ts";
