import { setFlagsFromString } from "node:v8";

// Loading the libraries leaves so much garbage at once that Node would double its space for
// young objects again and again, and keep it for good: twice the memory that the bot needs.
// It has to be said before they are loaded.
setFlagsFromString("--semi-space-growth-factor=1");

const { runBot } = await import("./run-bot.ts");
await runBot(process.argv.slice(2));
// A request that Reddit leaves unanswered would keep the process alive until it times out.
process.exit();
