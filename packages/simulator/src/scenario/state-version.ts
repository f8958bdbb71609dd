/** A number that grows with every change, for those who wait for the next one. */
export class StateVersion {
  private version = 1;
  private readonly waiting = new Set<() => void>();

  get current(): number {
    return this.version;
  }

  raise(): void {
    this.version++;
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves when the version is above the given one, when the time is up, or when nobody waits any longer. */
  after(version: number, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (this.version > version || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      // Nobody's wait keeps the process alive.
      timer.unref();
      signal?.addEventListener("abort", wake);
      this.waiting.add(wake);
    });
  }
}
