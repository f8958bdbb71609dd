// Says in one sentence what is missing before anything is built or started.
import { existsSync } from "node:fs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Holdfast needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
if (!existsSync("node_modules/turbo")) {
  process.stderr.write('The packages are not installed. Run "npm ci" first.\n');
  process.exit(1);
}
if (process.argv.length > 2 && process.argv.includes("--quiet")) process.exit(0);
process.stdout.write("\n  Building what has changed; the first time takes a minute or two.\n");
