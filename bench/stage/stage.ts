import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a benchmark runs: a folder of its own, and what must be closed after it. */
export interface Stage {
  readonly folder: string;
  /** Closed when the work is over, in the opposite order. */
  add(close: () => unknown): void;
}

/** Runs the work and closes everything that it opened, also when it fails or is interrupted. */
export async function onStage(work: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-bench-"));
  // PostgreSQL may run under another account, which must be able to pass through.
  chmodSync(folder, 0o711);
  const closes: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    for (const close of closes.splice(0).reverse())
      try {
        await close();
      } catch (cause) {
        console.error(cause);
      }
  };
  const closeOnce = () => {
    closing ??= closeAll();
    return closing;
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void closeOnce().then(() => process.exit(1)));
  try {
    await work({ folder, add: (close) => void closes.push(close) });
  } catch (cause) {
    console.error(cause);
    process.exitCode = 1;
  }
  await closeOnce();
  // A pool or a socket that a library keeps must not hold a finished benchmark.
  process.exit();
}
