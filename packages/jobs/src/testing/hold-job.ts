import pg from "pg";
import { startWorker } from "../start-worker.ts";

// A worker in a process of its own whose jobs never end: to be killed.
const pool = new pg.Pool({ connectionString: process.argv[2] ?? "", max: 10 });
const hold = (what: string) => {
  console.log(`holding ${what}`);
  return new Promise<void>(() => setInterval(() => {}, 60_000));
};
await startWorker({
  pool,
  handlers: {
    "process-conversation": ({ conversationId }) => hold(conversationId),
    "announce-sign-up": () => hold("a sign-up"),
    "refresh-subreddit": () => hold("a community"),
    "accept-invitation": () => hold("an invitation"),
    "dry-run-community": () => hold("an invitation"),
    "remind-of-probation": () => hold("an invitation"),
  },
});
