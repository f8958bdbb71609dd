import { execFileSync } from "node:child_process";

/** One process of this machine. */
export interface SystemProcess {
  readonly pid: number;
  readonly command: string;
}

/** The processes that `parent` started and that still run, by `ps`. A zombie does not run. */
export function childrenOf(parent: number): SystemProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, ppid, state = "", command = ""] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent && !state.startsWith("Z") ? [{ pid: Number(pid), command }] : [];
  });
}

/** Sends a signal; false when the process is gone already. */
export function signalled(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw cause;
  }
}
