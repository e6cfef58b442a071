import { readFileSync } from "node:fs";

/** A process and those that it has started, each with what it costs the machine. */
export interface ProcessFigures {
  /** Seconds of all together since their starts. */
  readonly cpuSeconds: number;
  /** Resident bytes of each; the first is the one that was asked for. */
  readonly memory: readonly number[];
}

export function figuresOf(pid: number): ProcessFigures {
  const pids = [pid, ...childrenOf(pid)];
  return {
    cpuSeconds: pids.reduce((sum, each) => sum + cpuSeconds(each), 0),
    memory: pids.map(resident),
  };
}

function childrenOf(pid: number): readonly number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return list === "" ? [] : list.split(" ").map(Number);
}

/** After the name, which is in brackets and may hold spaces: utime and stime, in ticks. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function resident(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
