import { readFileSync } from "node:fs";

/** What a process holds and has used. Linux only: read from /proc. */
export interface ProcessUsage {
  readonly rssMib: number;
  /** The most that it ever held. */
  readonly peakMib: number;
  /** Time on a core since its start, its own and the kernel's for it. */
  readonly cpuSeconds: number;
}

/** The kernel's unit in /proc, on every Linux that Node.js supports. */
const TICKS_PER_SECOND = 100;

/** Reads the usage of a process; throws when it has ended. */
export function usageOf(pid: number): ProcessUsage {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mib = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the program's name in parentheses and may hold spaces: user and system time are the 12th and 13th after it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { rssMib: mib("VmRSS"), peakMib: mib("VmHWM"), cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
}
