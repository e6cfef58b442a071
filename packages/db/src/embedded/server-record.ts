import { randomBytes, randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { canEnter, type ServerAccount } from "./server-account.ts";
import { ensureSharedFolder, sharedFolders } from "./shared-folder.ts";

const recordSchema = z.object({
  /** Folder of the cluster and the server's log; beside this record, or in a shared folder. */
  home: z.string(),
  password: z.string(),
  /** The port to try first at the next start. */
  port: z.number().int().optional(),
  /** True once a cluster stood at `home`: from then on a missing one is a loss, not a beginning. */
  initialised: z.boolean(),
});

/** What an installation remembers of its server; kept readable for its owner only. */
export type ServerRecord = z.infer<typeof recordSchema>;

/**
 * Reads the record, or begins one: a random password, and a home that the account can enter.
 *
 * @param folder the installation's own folder for the server, which must exist.
 */
export async function ensureServerRecord(
  folder: string,
  account: ServerAccount,
  notice: (line: string) => void,
): Promise<ServerRecord> {
  const found = await readRecord(folder);
  if (found !== undefined) {
    if (await canEnter(account, found.home)) return found;
    throw new EmbeddedPostgresError(
      `The account ${account.name} cannot enter ${found.home}, where the embedded Postgres keeps its data. Give that folder back, or open the folders above it to others (chmod o+x).`,
    );
  }
  const home = await chooseHome(folder, account, notice);
  const record = { home, password: randomBytes(24).toString("base64url"), initialised: false };
  await writeRecord(folder, record);
  return record;
}

export async function writeRecord(folder: string, record: ServerRecord): Promise<void> {
  const fresh = join(folder, `server.json.${randomUUID()}`);
  // A home beside the record is written as ".", so that the whole installation can be moved.
  const home = record.home === (await realpath(folder)) ? "." : record.home;
  await writeFile(fresh, `${JSON.stringify({ ...record, home }, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, join(folder, "server.json"));
}

async function readRecord(folder: string): Promise<ServerRecord | undefined> {
  const path = join(folder, "server.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const record = recordSchema.parse(JSON.parse(text));
    return { ...record, home: record.home === "." ? await realpath(folder) : record.home };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `${path} cannot be understood. It holds the embedded Postgres's password: restore it from a backup, or remove the folder ${folder} to begin with an empty database.`,
      { cause: error },
    );
  }
}

async function chooseHome(
  folder: string,
  account: ServerAccount,
  notice: (line: string) => void,
): Promise<string> {
  const own = await realpath(folder);
  if (await canEnter(account, own)) return own;
  for (const shared of sharedFolders) {
    const home = join(shared, `postgres-${randomBytes(4).toString("hex")}`);
    try {
      await ensureSharedFolder(shared);
      await mkdir(home);
      await chmod(home, 0o711);
    } catch {
      continue;
    }
    if (await canEnter(account, home)) {
      notice(
        `Postgres does not run as root but as ${account.name}, who cannot enter ${own}: its data are kept in ${home}.`,
      );
      return home;
    }
    await rm(home, { recursive: true, force: true });
  }
  throw new EmbeddedPostgresError(
    `Postgres does not run as root but as ${account.name}, who can enter neither ${own} nor ${sharedFolders.join(" nor ")}. Set data_dir to a folder that it can enter, start as another user than root, or set database_url.`,
  );
}
