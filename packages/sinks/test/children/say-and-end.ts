/** Says one thing on the runtime's own clock, closes, and has nothing else to live for. */
import { openDatabase, storeEvents } from "@appealmod/db";
import { createSlackSinks, startDelivery } from "../../src/index.ts";

const [url = "", main] = process.argv.slice(2);
const clock = { now: () => new Date() };
const database = openDatabase({ url });
const sinks = createSlackSinks({ hooks: { main } });
const delivery = startDelivery({ database, sinks, clock, onAlert: () => {} });
await delivery.opened;
await storeEvents(database.orm, [
  {
    event: "runner-started",
    level: "info",
    audience: "milestone",
    message: "Said at the end.",
    at: clock.now(),
  },
]);
await delivery.close(5_000);
await database.close();
