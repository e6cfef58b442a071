// A process of the installation for the tests: takes the server, says so on stdout, and
// releases it when its stdin ends.
import { ensureEmbeddedPostgres } from "../ensure-embedded-postgres.ts";

const [dataDir = "", durability] = process.argv.slice(2);
const ephemeral = durability !== "durable";
const server = await ensureEmbeddedPostgres({ dataDir, ephemeral });
process.stdout.write(`${JSON.stringify({ ...server, release: undefined })}\n`);
for await (const _ of process.stdin);
await server.release();
