import { readFileSync } from "node:fs";

/** On Linux always 100, whatever the kernel's own rate. */
const ticksPerSecond = 100;

/** Seconds of CPU that a process has used since its start. */
export function cpuSecondsOf(pid: number): number {
  // After the name, which is in brackets and may hold spaces: utime and stime, in ticks.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
