import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 500;
const SAY_EVERY_MS = 30_000;
// Between making the lock and writing its owner is no time at all: an owner that stays unknown died there.
const OWNER_UNKNOWN_MS = 5_000;

const holder = (lock) => {
  try {
    return Number(readFileSync(join(lock, "pid"), "utf8")) || undefined;
  } catch {
    return undefined;
  }
};

const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code !== "ESRCH";
  }
};

function take(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, "pid"), String(process.pid));
    return true;
  } catch (cause) {
    if (cause.code !== "EEXIST") throw cause;
    return false;
  }
}

// A rename has one winner, so two processes that both find the holder dead do not remove each other's lock.
function breakLock(lock) {
  const broken = `${lock}.dead-${process.pid}`;
  try {
    renameSync(lock, broken);
    rmSync(broken, { recursive: true, force: true });
  } catch (cause) {
    if (cause.code !== "ENOENT") throw cause;
  }
}

/** Runs `work` while no other process holds the folder `lock`; waits for a living holder, and takes over from a dead one. */
export async function exclusively(lock, say, work) {
  let waitedMs = 0;
  while (!take(lock)) {
    const pid = holder(lock);
    if (pid === undefined ? waitedMs >= OWNER_UNKNOWN_MS : !isRunning(pid)) breakLock(lock);
    else {
      if (waitedMs % SAY_EVERY_MS === 0) say(`process ${pid ?? "unknown"} is building the same; waiting for it (${waitedMs / 1000} s)`);
      await delay(POLL_MS);
      waitedMs += POLL_MS;
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
