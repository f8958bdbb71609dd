/**
 * A signal that aborts after `ms` milliseconds with a `TimeoutError`, or with the first of the others. Node collects an
 * `AbortSignal.timeout()` that nothing but an `AbortSignal.any()` refers to, and then it never comes (nodejs/node#57736): here the
 * timer holds it. Keeps no process alive.
 */
export function deadlineSignal(ms: number, ...others: readonly (AbortSignal | undefined)[]): AbortSignal {
  const late = new AbortController();
  setTimeout(() => late.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")), ms).unref();
  return AbortSignal.any([late.signal, ...others.filter((signal) => signal !== undefined)]);
}
