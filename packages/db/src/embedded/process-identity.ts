import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { z } from "zod";

/**
 * One process, told apart from a later one that was given the same number. Numbers are reused
 * soon in containers, where a restarted installation meets its own old files.
 */
export type ProcessIdentity = Readonly<z.infer<typeof identitySchema>>;

const identitySchema = z.object({
  pid: z.int().positive(),
  /** When the process began, in the words of the system; opaque, only compared. */
  began: z.string(),
});

/** What a file says of its owner; undefined for one that a power cut left half-written, or another program made. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    return identitySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function identityOf(pid: number): ProcessIdentity | undefined {
  const began = beganAt(pid);
  return began === undefined ? undefined : { pid, began };
}

/** @throws if the system tells nothing about this very process, which no supported one does. */
export function ownIdentity(): ProcessIdentity {
  const own = identityOf(process.pid);
  if (own === undefined) throw new Error(`the system does not know process ${process.pid}`);
  return own;
}

export function isAlive(identity: ProcessIdentity): boolean {
  return beganAt(identity.pid) === identity.began;
}

/** The command line of a living process; undefined when there is none with that number. */
export function commandOf(pid: number): string | undefined {
  if (process.platform === "linux") {
    const command = read(`/proc/${pid}/cmdline`);
    return command === undefined || command === "" ? undefined : command.replaceAll("\0", " ");
  }
  return askPs(pid, "command=");
}

function beganAt(pid: number): string | undefined {
  if (process.platform !== "linux") return askPs(pid, "lstart=");
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in parentheses may hold spaces and parentheses itself: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[0];
  if (state === "Z" || state === "X") return undefined;
  const boot = read("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return `${boot}/${fields[19]}`;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function askPs(pid: number, column: string): string | undefined {
  try {
    const answer = execFileSync("ps", ["-p", String(pid), "-o", column], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return answer === "" ? undefined : answer;
  } catch {
    return undefined;
  }
}
