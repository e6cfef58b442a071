import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderForClusters } from "../testing/folder-for-clusters.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { type EmbeddedPostgres, ensureEmbeddedPostgres } from "./ensure-embedded-postgres.ts";
import { commandOf } from "./process-identity.ts";

interface Holder {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly server: Omit<EmbeddedPostgres, "release">;
}

const program = fileURLToPath(new URL("./testing/hold-server.ts", import.meta.url));
const isRoot = process.getuid?.() === 0;

let dataDir: string;
let holders: Holder[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(await folderForClusters(), "appealmod-embedded-"));
  await chmod(dataDir, 0o755);
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) holder.process.kill("SIGKILL");
  // Whatever is left of the server goes with the last release.
  const rest = await ensureEmbeddedPostgres({ dataDir, ephemeral: true }).catch(() => undefined);
  await rest?.release();
  if (rest !== undefined) await rm(dirname(rest.dataFolder), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

async function hold(durability = "ephemeral"): Promise<Holder> {
  const child = spawn(process.execPath, [program, dataDir, durability], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(child.stdout), "line");
  const holder = { process: child, server: JSON.parse(String(line)) };
  holders.push(holder);
  return holder;
}

async function letGo(holder: Holder): Promise<void> {
  holder.process.stdin.end();
  const [code] = await once(holder.process, "exit");
  expect(code).toBe(0);
}

async function kill(holder: Holder): Promise<void> {
  holder.process.kill("SIGKILL");
  await once(holder.process, "exit");
}

function runs(server: { pid: number }): boolean {
  return commandOf(server.pid)?.includes("postgres") === true;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe("several processes", () => {
  test("share one server when they start at once, and the last one out stops it", async () => {
    const all = await Promise.all([hold(), hold(), hold()]);
    expect(new Set(all.map((holder) => holder.server.pid)).size).toBe(1);
    expect(all.filter((holder) => holder.server.started)).toHaveLength(1);

    const [first, second, third] = all as [Holder, Holder, Holder];
    await letGo(first);
    await letGo(second);
    expect(runs(third.server)).toBe(true);
    await letGo(third);
    expect(runs(third.server)).toBe(false);
  });

  test("keep the server when the one that started it is killed, data included", async () => {
    const starter = await hold();
    await query(starter.server.url, "create table kept as select 7 as number");
    const other = await hold();
    await kill(starter);

    expect(await query(other.server.url, "select number from kept")).toEqual([{ number: 7 }]);
    await letGo(other);
    expect(runs(other.server)).toBe(false);
  });

  test("take over the server of one that was killed alone, and stop it in the end", async () => {
    const starter = await hold();
    await kill(starter);
    expect(runs(starter.server)).toBe(true);

    const heir = await hold();
    expect(heir.server).toMatchObject({ pid: starter.server.pid, started: false });
    await letGo(heir);
    expect(runs(heir.server)).toBe(false);
  });

  test("lose no data when everything is killed, the server too", async () => {
    const starter = await hold("durable");
    await query(starter.server.url, "create table kept as select 7 as number");
    process.kill(starter.server.pid, "SIGKILL");
    await kill(starter);

    const next = await hold("durable");
    expect(await query(next.server.url, "select number from kept")).toEqual([{ number: 7 }]);
  });

  test("the server is in a session of its own, so a terminal's Ctrl-C does not reach it", async () => {
    const { server } = await hold();
    const stat = await readFile(`/proc/${server.pid}/stat`, "utf8");
    const [, , group, session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    expect([group, session]).toEqual([String(server.pid), String(server.pid)]);
  });
});

describe("one process", () => {
  const start = () => ensureEmbeddedPostgres({ dataDir, ephemeral: true });

  test("may ask twice; the server stops with the second release", async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.pid).toBe(other.pid);
    await one.release();
    await one.release();
    expect(runs(other)).toBe(true);
    await other.release();
    expect(runs(other)).toBe(false);
  });

  test("finds its data after a restart, and uses another port if the old one is taken", async () => {
    const before = await start();
    await query(before.url, "create table kept as select 7 as number");
    await before.release();

    const squatter = createServer().listen(Number(new URL(before.url).port), "127.0.0.1");
    await once(squatter, "listening");
    const after = await start();
    expect(new URL(after.url).port).not.toBe(new URL(before.url).port);
    expect(await query(after.url, "select number from kept")).toEqual([{ number: 7 }]);
    await after.release();
    squatter.close();
  });

  test("a folder that was moved keeps working, with its data", async () => {
    const before = await start();
    await query(before.url, "create table kept as select 7 as number");
    await before.release();
    const moved = `${dataDir}-moved`;
    await rename(dataDir, moved);
    dataDir = moved;
    const after = await start();
    expect(await query(after.url, "select number from kept")).toEqual([{ number: 7 }]);
    await after.release();
  });

  test("an unclean postmaster.pid whose number is another program's now is no obstacle", async () => {
    const before = await start();
    await before.release();
    await writeFile(
      join(before.dataFolder, "postmaster.pid"),
      `${process.pid}\n${before.dataFolder}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`,
    );
    const after = await start();
    expect(after.started).toBe(true);
    await after.release();
  });

  test("listens on this machine only, by password, with room for 200 connections", async () => {
    const server = await start();
    expect(
      await query(
        server.url,
        "select current_setting('listen_addresses') as addresses, current_setting('max_connections') as connections, current_setting('server_encoding') as encoding",
      ),
    ).toEqual([{ addresses: "127.0.0.1", connections: "200", encoding: "UTF8" }]);
    const wrong = new URL(server.url);
    wrong.password = "guess";
    await expect(query(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
    await server.release();
    expect((await stat(join(dataDir, "postgres", "server.json"))).mode & 0o777).toBe(0o600);
  });

  test("fsync is on unless the server is ephemeral", async () => {
    const durable = await ensureEmbeddedPostgres({ dataDir });
    expect(await query(durable.url, "show fsync")).toEqual([{ fsync: "on" }]);
    await durable.release();
    const ephemeral = await start();
    expect(await query(ephemeral.url, "show fsync")).toEqual([{ fsync: "off" }]);
    await ephemeral.release();
  });
});

describe("what cannot work is explained", () => {
  test("data that vanished are not replaced by an empty database", async () => {
    const server = await ensureEmbeddedPostgres({ dataDir, ephemeral: true });
    await server.release();
    await rm(server.dataFolder, { recursive: true });
    const attempt = ensureEmbeddedPostgres({ dataDir });
    await expect(attempt).rejects.toThrow(EmbeddedPostgresError);
    await expect(attempt).rejects.toThrow(/is gone. Restore it, or remove .*server\.json/);
  });

  test("a data folder that cannot be made names data_dir and database_url", async () => {
    await writeFile(join(dataDir, "file"), "");
    const attempt = ensureEmbeddedPostgres({ dataDir: join(dataDir, "file") });
    await expect(attempt).rejects.toThrow(EmbeddedPostgresError);
    await expect(attempt).rejects.toThrow(/cannot be made[\s\S]*database_url/);
  });

  test("a folder that a restore opened up to everybody is closed, and works", async () => {
    const server = await ensureEmbeddedPostgres({ dataDir, ephemeral: true });
    await server.release();
    await chmod(server.dataFolder, 0o777);
    const again = await ensureEmbeddedPostgres({ dataDir, ephemeral: true });
    expect((await stat(again.dataFolder)).mode & 0o777).toBe(0o700);
    await again.release();
  });

  test("a password that does not fit says so, without showing it", async () => {
    const holder = await hold();
    const path = join(dataDir, "postgres", "server.json");
    const record = await readFile(path, "utf8");
    await writeFile(path, record.replace(/"password": "[^"]+"/, '"password": "different-secret"'));
    const attempt = ensureEmbeddedPostgres({ dataDir });
    await expect(attempt).rejects.toThrow(/do not belong together/);
    await expect(attempt).rejects.not.toThrow(/different-secret/);
    await writeFile(path, record);
    await letGo(holder);
  });
});

test.runIf(isRoot)(
  "(only root can meet this) below a closed folder: programs and data go where postgres can reach",
  async () => {
    await chmod(dataDir, 0o700);
    const closed = join(dataDir, "clone");
    await mkdir(closed);
    const lines: string[] = [];
    const options = {
      dataDir: closed,
      ephemeral: true,
      notice: (line: string) => lines.push(line),
    };
    const server = await ensureEmbeddedPostgres(options);
    expect(server.dataFolder.startsWith(dataDir)).toBe(false);
    expect(lines.join("\n")).toContain("its data are kept in");
    await query(server.url, "create table kept as select 7 as number");
    await server.release();

    const again = await ensureEmbeddedPostgres(options);
    expect(again.dataFolder).toBe(server.dataFolder);
    expect(await query(again.url, "select number from kept")).toEqual([{ number: 7 }]);
    await again.release();
    expect(await readdir(join(closed, "postgres", "users"))).toEqual([]);
    await rm(dirname(server.dataFolder), { recursive: true });
  },
);
