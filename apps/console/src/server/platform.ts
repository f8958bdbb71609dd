import "server-only";
import { createPlatform } from "@holdfast/api/create-platform";
import type { Platform } from "@holdfast/api/platform";
import { shutdownSignal } from "../shutdown";
import { env } from "./env";
import { createLog } from "./log";

// Next.js keeps route handlers and pages in separate module graphs; what they share hangs on the process.
const shared = globalThis as typeof globalThis & { holdfastPlatform?: Promise<Platform> | undefined };

/** What all requests of this process share, opened at the first of them. A failure is not kept: the next request tries again. */
export function platform(): Promise<Platform> {
  shared.holdfastPlatform ??= createPlatform(env(), createLog(env().HOLDFAST_LOG_LEVEL), shutdownSignal).catch((cause: unknown) => {
    shared.holdfastPlatform = undefined;
    throw cause;
  });
  return shared.holdfastPlatform;
}
