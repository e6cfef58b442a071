import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, ownIdentity, parseIdentity } from "./process-identity.ts";

/** Notes that this process uses the server. @returns the name to hand to `removeUser`. */
export async function addUser(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${process.pid}-${randomUUID()}`;
  await writeFile(join(folder, name), JSON.stringify(ownIdentity()), { mode: 0o600 });
  return name;
}

export async function removeUser(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true });
}

/**
 * How many living users there are. Files of processes that were killed before they could tidy
 * up are removed on the way.
 */
export async function countLivingUsers(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let living = 0;
  for (const name of await readdir(folder)) {
    if (isAliveIn(await readFile(join(folder, name), "utf8"))) living += 1;
    else await rm(join(folder, name), { force: true });
  }
  return living;
}

function isAliveIn(text: string): boolean {
  const identity = parseIdentity(text);
  return identity !== undefined && isAlive(identity);
}
