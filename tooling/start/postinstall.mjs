// Generates the Prisma client after an install. It is WebAssembly only, so nothing is downloaded.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

if (!existsSync("prisma/schema.prisma")) process.exit(0);
const run = spawnSync("npx", ["--no-install", "prisma", "generate"], {
  stdio: ["ignore", "pipe", "pipe"],
  encoding: "utf8",
  shell: process.platform === "win32",
});
if (run.status !== 0) {
  process.stderr.write(
    `${run.stdout}${run.stderr}\nThe Prisma client was not generated: run "npm run db:generate" and read the message above.\n`,
  );
  process.exit(1);
}
