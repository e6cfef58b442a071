import { readFile, writeFile } from "node:fs/promises";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { z } from "zod";
import { CommandFailed, UsageError } from "../failures.ts";
import { fileFailure } from "../output/file-failure.ts";

/** Files that hold secrets, by their path; `link_secret` by its name. */
const secretsSchema = z.record(z.string(), z.string());
export type Secrets = z.infer<typeof secretsSchema>;

/** The secret key in a file such as `age-keygen` writes. @throws UsageError */
export async function readKey(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) throw new UsageError(`--key: ${path} cannot be read.`);
  const key = /^AGE-SECRET-KEY-1[0-9A-Z]+$/m.exec(text)?.[0];
  if (key !== undefined) return key;
  throw new UsageError(`--key: ${path} holds no line that begins with AGE-SECRET-KEY-1.`);
}

/** Makes a key where the file is not there yet. @returns whether it did */
export async function makeKey(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${await generateX25519Identity()}\n`, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new UsageError(`--key: ${fileFailure(error) ?? String(error)}`);
  }
}

export async function encryptSecrets(secrets: Secrets, key: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(key));
  return encrypter.encrypt(JSON.stringify(secrets));
}

/** @throws CommandFailed where the key is another one */
export async function decryptSecrets(file: Uint8Array, key: string): Promise<Secrets> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  const text = await decrypter.decrypt(file, "text").catch(() => {
    throw new CommandFailed("The backup's secrets were encrypted with another key.");
  });
  return secretsSchema.parse(JSON.parse(text));
}
