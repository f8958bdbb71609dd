import { readdirSync, readFileSync } from "node:fs";

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

interface ProcessTimes {
  readonly parent: number;
  /** Its own, and that of children that have ended. */
  readonly ownSeconds: number;
  readonly childrenSeconds: number;
}

function timesOf(pid: number): ProcessTimes {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the program's name in parentheses and may hold spaces: the others are counted from its end.
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const seconds = (user: number, system: number) => ((fields[user] ?? 0) + (fields[system] ?? 0)) / TICKS_PER_SECOND;
  return { parent: fields[1] ?? 0, ownSeconds: seconds(11, 12), childrenSeconds: seconds(13, 14) };
}

/** Reads the usage of a process; throws when it has ended. */
export function usageOf(pid: number): ProcessUsage {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mib = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
  return { rssMib: mib("VmRSS"), peakMib: mib("VmHWM"), cpuSeconds: timesOf(pid).ownSeconds };
}

/** Time on a core of a process and of all its children, those that have ended included: for PostgreSQL, which has one a connection. */
export function familySeconds(pid: number): number {
  const { ownSeconds, childrenSeconds } = timesOf(pid);
  const others = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return others.reduce((sum, name) => {
    try {
      const times = timesOf(Number(name));
      return times.parent === pid ? sum + times.ownSeconds : sum;
    } catch {
      // It has ended since the folder was read.
      return sum;
    }
  }, ownSeconds + childrenSeconds);
}
