/** Says one thing on the runtime's own clock, closes, and has nothing else to live for. */
import { createSlackNotifier } from "../../src/index.ts";

const clock = { now: () => new Date() };
const notifier = createSlackNotifier({ hooks: { main: process.argv[2] }, clock });
notifier.notify({
  event: "runner-started",
  level: "info",
  audience: "milestone",
  message: "Said at the end.",
  at: clock.now(),
});
await notifier.close(5_000);
