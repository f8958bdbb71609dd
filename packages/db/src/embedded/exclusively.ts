import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== "ESRCH";
  }
};

const holder = (lock: string): number | undefined => {
  try {
    return Number(readFileSync(join(lock, "pid"), "utf8")) || undefined;
  } catch {
    return undefined;
  }
};

/** Runs `work` while no other process does so for the same folder. A lock of a dead process is taken over. */
export async function exclusively<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, "lock");
  for (let waits = 0; ; waits++) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, "pid"), String(process.pid));
      break;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
      const pid = holder(lock);
      if (pid !== undefined && !isRunning(pid)) rmSync(lock, { recursive: true, force: true });
      else if (waits > 600)
        throw new Error(`Another process (${pid ?? "unknown"}) has been starting the database for a minute. Stop it, or remove ${lock}.`);
      else await delay(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
