import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { MongoClient } from "mongodb";
import { ferretDbRecipe } from "./ferretdb-server.ts";
import { mongodRecipe } from "./mongod-server.ts";
import type { ServerRecipe } from "./server-recipe.ts";

/** A server of MongoDB's protocol that can be killed and started again over the same data. */
export interface TestMongoServer {
  /** Product and version. */
  readonly name: string;
  /** Address with a database in it. */
  readonly url: string;
  /** Ends the process at once, as a crash would; the data and the address stay. */
  kill(): Promise<void>;
  /** Stops answering without closing anything, until `resume`. */
  freeze(): void;
  resume(): void;
  start(): Promise<void>;
  /** Ends it and removes what it stored. */
  remove(): Promise<void>;
}

const startMs = 60_000;

/**
 * Starts a `mongod` if there is one on the PATH, FerretDB otherwise.
 *
 * @throws an error that says what is missing when neither can be had.
 */
export async function startMongoServer(
  options: { readonly postgresUrl?: string } = {},
): Promise<TestMongoServer> {
  const recipe = (await mongodRecipe()) ?? (await ferretDbRecipe(options.postgresUrl));
  const port = await freePort();
  const url = `mongodb://127.0.0.1:${port}/appealmod_test`;
  let child: ChildProcess | null = null;

  const kill = async () => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, "exit");
    running.kill("SIGKILL");
    await ended;
  };
  const start = async () => {
    child = run(recipe, port);
    await answering(url, child);
  };
  await start();
  return {
    name: recipe.name,
    url,
    kill,
    start,
    freeze: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    async remove() {
      await kill();
      await recipe.remove();
    },
  };
}

function run(recipe: ServerRecipe, port: number): ChildProcess {
  const [program, ...args] = recipe.command(port);
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  // Its log is long and never asked for, but a full pipe would stop it.
  child.stderr?.resume();
  // A test run that is ended in the middle must not leave it behind.
  process.once("exit", () => child.kill("SIGKILL"));
  return child;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startMs;
  while (true) {
    const client = new MongoClient(url, { serverSelectionTimeoutMS: 500 });
    try {
      await client.db().command({ ping: 1 });
      return;
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`);
      if (Date.now() > deadline) throw error;
      await wait(50);
    } finally {
      await client.close(true);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port was given");
  return address.port;
}
