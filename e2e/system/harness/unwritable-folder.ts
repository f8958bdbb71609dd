import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** A folder that this process may not make or write: one without write permission, and for root, whom no permission stops, one of the kernel's. */
export function unwritableFolder(beside: string): string {
  if (process.getuid?.() === 0) return "/sys/holdfast";
  const folder = join(beside, "read-only");
  mkdirSync(folder, { recursive: true, mode: 0o555 });
  return join(folder, "data");
}
