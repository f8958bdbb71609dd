// Hosts the processes of one bed in a process group of its own, and ends them all when its owner is gone, however that
// came about: the channel to the owner closes even when the owner is killed with SIGKILL. Run by supervise.ts alone.
import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";

const [folder, keep] = process.argv.slice(2);
const running = new Map();

function start({ name, command, args, env, account, logFile }) {
  return new Promise((resolve, reject) => {
    const log = openSync(logFile, "a");
    const child = spawn(command, args, { ...account, cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", log, log] });
    closeSync(log);
    child.once("error", reject);
    child.once("spawn", () => {
      running.set(name, child);
      resolve(child.pid);
    });
    child.once("exit", (code, signal) => {
      if (running.get(name) === child) running.delete(name);
      if (process.connected) process.send({ exited: name, code, signal });
    });
  });
}

async function obey(message) {
  if (message.order === "start") return start(message);
  if (message.order === "signal") return running.get(message.name)?.kill(message.signal) ?? false;
  throw new Error(`unknown order ${message.order}`);
}

process.on("message", (message) => {
  const answer = (result) => process.connected && process.send({ id: message.id, ...result });
  obey(message).then(
    (value) => answer({ value }),
    (cause) => answer({ error: cause.message }),
  );
});

process.on("disconnect", async () => {
  if (keep === "keep") return;
  const gone = [...running.values()].map((child) => new Promise((resolve) => child.once("exit", resolve)));
  for (const child of running.values()) child.kill("SIGKILL");
  await Promise.all(gone);
  rmSync(folder, { recursive: true, force: true });
  // What the programs started themselves is in this group too.
  process.kill(-process.pid, "SIGKILL");
});

// A terminal's Ctrl-C belongs to the owner, who stops the bed in order.
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => undefined);
