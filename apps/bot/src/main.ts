import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";

// All of this has to be said before the libraries are loaded. Loading them leaves so much garbage
// at once that Node would double its space for young objects again and again, and keep it for good.
setFlagsFromString("--semi-space-growth-factor=1");
// The bot waits for Reddit most of the time: it may tidy up more often than Node thinks it must.
setFlagsFromString("--heap-growing-percent=30");
// From the second start on the compiler for TypeScript stays out of memory. Where the folder
// cannot be written, it is done without.
enableCompileCache(join(import.meta.dirname, "..", "node_modules", ".cache", "compiled"));

const { runBot } = await import("./run-bot.ts");
await runBot(process.argv.slice(2));
// A request that Reddit leaves unanswered would keep the process alive until it times out.
process.exit();
