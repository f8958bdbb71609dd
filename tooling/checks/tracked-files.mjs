import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Paths of all files that are or would be committed, from the top of the repository. */
export function trackedFiles() {
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { encoding: "utf8", maxBuffer: 64e6 });
  if (listed.status !== 0) throw new Error(`git ls-files failed: ${listed.stderr}`);
  return listed.stdout.split("\0").filter((path) => path !== "" && existsSync(path));
}
