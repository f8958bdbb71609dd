import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

const MODULE = new URL("./end-with-starter.mjs", import.meta.url).href;

/** A starter whose only process prints its own id and would run for ever; what it hears of SIGTERM decides `onTerm`. */
async function startStarter(onTerm) {
  const kept = `process.on("SIGTERM", () => { ${onTerm} }); setInterval(() => {}, 1000); console.log(process.pid);`;
  const options = `{ stdio: ["pipe", "inherit", "inherit"] }`;
  const script = `require("node:child_process").spawn(process.execPath, ["--import", ${JSON.stringify(MODULE)}, "-e", ${JSON.stringify(kept)}], ${options})`;
  const starter = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(starter.stdout, "data");
  return { starter, kept: Number(line) };
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it("ends a process whose starter was killed, in order", async () => {
  const { starter, kept } = await startStarter("console.log('in order'); process.exit(0);");
  expect(isAlive(kept)).toBe(true);
  const said = once(starter.stdout, "data");
  starter.kill("SIGKILL");
  expect(String((await said)[0])).toContain("in order");
  // It shares the starter's output, which closes only with the last of them.
  await once(starter, "close");
});

it("lets a process run whose starter runs", async () => {
  const { starter, kept } = await startStarter("process.exit(0);");
  expect(isAlive(kept)).toBe(true);
  expect(starter.exitCode).toBeNull();
  process.kill(kept, "SIGTERM");
  await once(starter, "close");
  expect(isAlive(kept)).toBe(false);
});
