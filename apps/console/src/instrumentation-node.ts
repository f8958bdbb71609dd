// What reads certificates needs this before it, and the bundler keeps no order between parts: here it comes before any page.
import "reflect-metadata";
import { env } from "./server/env";
import { beginShutdown } from "./shutdown";

/** How long open requests may take to end after the process was asked to stop. */
const GRACE_MS = 3000;
/** What a shell reports for a process that SIGTERM ended. */
const TERMINATED = 143;

function stop(): void {
  beginShutdown();
  setTimeout(() => process.exit(TERMINATED), GRACE_MS).unref();
}

/** Checks the environment and prepares the end: an incomplete environment stops the process here, before it answers anything. */
export function boot(): void {
  try {
    env();
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  }
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
