/** Next.js keeps route handlers and pages in separate module graphs; what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { holdfastShutdown?: AbortController };
shared.holdfastShutdown ??= new AbortController();
const controller = shared.holdfastShutdown;

/**
 * Aborted when the process was asked to stop. Every stream to a browser joins it (`AbortSignal.any`), because an open stream
 * keeps the server from ending and the browser from coming back to the next one.
 */
export const shutdownSignal: AbortSignal = controller.signal;

/** Ends every open stream. */
export const beginShutdown = (): void => controller.abort();
