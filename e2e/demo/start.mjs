// Starts the demo as `npm start` does, with nothing in its data folder, and ends with it.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const folder = process.env.HOLDFAST_DATA;
if (!folder) throw new Error("HOLDFAST_DATA must name the folder of the demo under test.");
rmSync(folder, { recursive: true, force: true });
const starter = spawn(process.execPath, ["tooling/start/dist/main.js"], { cwd: new URL("../..", import.meta.url), stdio: "inherit" });
// The terminal's own signal reaches the starter too; it stops once.
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => starter.kill(signal));
starter.once("exit", (code) => process.exit(code ?? 1));
