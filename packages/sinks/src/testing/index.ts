export { payloadProblems } from "./payload-problems.ts";
export { startMongoServer, type TestMongoServer } from "./start-mongo-server.ts";
export {
  type SlackBehaviour,
  type SlackPost,
  type SlackSink,
  startSlackSink,
} from "./start-slack-sink.ts";
