import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/** One process, told apart from a later one with the same number and from one elsewhere. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process began, in the system's words; only compared. */
  readonly began: string;
  /** Where process numbers mean the same; containers on one machine are different places. */
  readonly place: string;
}

/** `null` where the system does not tell; then only its signs of life count. */
export function identityOf(pid: number): ProcessIdentity | null {
  const began = process.platform === "linux" ? beganOnLinux(pid) : askPs(pid);
  const place = placeOfProcesses();
  return began === null || place === null ? null : { pid, began, place };
}

/** `unknown` when it runs, or ran, where we cannot look. */
export function lifeOf(identity: ProcessIdentity): "alive" | "dead" | "unknown" {
  if (identity.place !== placeOfProcesses()) return "unknown";
  return identityOf(identity.pid)?.began === identity.began ? "alive" : "dead";
}

function placeOfProcesses(): string | null {
  if (process.platform !== "linux") return process.platform;
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}/${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

function beganOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The program's name stands in parentheses and may hold some itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const hasEnded = fields[0] === "Z" || fields[0] === "X";
    return hasEnded ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function askPs(pid: number): string | null {
  try {
    const answer = execFileSync("ps", ["-p", String(pid), "-o", "lstart="], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return answer === "" ? null : answer;
  } catch {
    return null;
  }
}
