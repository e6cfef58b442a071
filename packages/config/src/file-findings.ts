import { chmod, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { type Finding, ok } from "./finding.ts";

/** What nobody but the owner may do: read and write. Folders may be passed through, as by the account of
 * the embedded Postgres. */
const othersBits = 0o066;
const littleSpace = 1024 ** 3;

/**
 * Whether secrets and data are their owner's alone, and whether the disk has room.
 *
 * @param mends whether modes are mended
 */
export async function fileFindings(
  { rootDir, dataDir, logDir }: Pick<Config, "rootDir" | "dataDir" | "logDir">,
  mends: boolean,
): Promise<readonly Finding[]> {
  const certs = ["config.yaml", "site.yaml"].map((name) => join(rootDir, "certs", name));
  const secrets = await Promise.all(certs.map((path) => modeOf(path, 0o600, mends)));
  const data = await modeOf(dataDir, 0o700, mends);
  const logs = await modeOf(logDir, 0o700, mends);
  return [...secrets.flat(), ...data, ...logs, await spaceIn(dataDir)];
}

async function modeOf(path: string, wanted: number, mends: boolean): Promise<readonly Finding[]> {
  const id = "files.mode";
  const found = await stat(path).catch(() => null);
  if (found === null) return [];
  const mode = found.mode & 0o777;
  if ((mode & othersBits) === 0) return [ok(id, `${path} is its owner's alone.`)];
  const octal = (bits: number) => bits.toString(8).padStart(4, "0");
  if (mends) {
    await chmod(path, wanted);
    return [ok(id, `${path} was ${octal(mode)} and is ${octal(wanted)} now.`)];
  }
  const message = `${path} can be read by others (${octal(mode)}).`;
  return [
    {
      id,
      status: "failure",
      message,
      fix: `chmod ${octal(wanted)} ${path}, or pnpm appealmod doctor --fix`,
    },
  ];
}

async function spaceIn(dir: string): Promise<Finding> {
  const id = "files.space";
  const found = await statfs(dir).catch(() => null);
  if (found === null) return ok(id, `${dir} is made at the first start.`);
  const free = found.bavail * found.bsize;
  const inWords = `${(free / 1024 ** 3).toFixed(1)} GiB are free in ${dir}`;
  if (free >= littleSpace) return ok(id, `${inWords}.`);
  const fix = "Make room, or set data_dir and log_dir to another disk.";
  return { id, status: "warning", message: `Only ${inWords}.`, fix };
}
