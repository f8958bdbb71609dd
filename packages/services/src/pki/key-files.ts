import { randomUUID } from "node:crypto";
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Returns what the file holds, making it first when it is absent. Of several processes that make it at once one wins and
 * all return the winner's. The file is readable by its owner only and is never half-written.
 */
export function readOrMake(path: string, make: () => string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomUUID()}`;
    const file = openSync(draft, "wx", 0o600);
    try {
      writeSync(file, make());
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    try {
      linkSync(draft, path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    } finally {
      unlinkSync(draft);
    }
  }
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8");
}
