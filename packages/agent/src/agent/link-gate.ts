/** Tells those who need the hub whether it is there. */
export class LinkGate {
  private isUp = false;
  private waiting = new Set<() => void>();

  open(): void {
    this.isUp = true;
    for (const pass of this.waiting) pass();
    this.waiting = new Set();
  }

  close(): void {
    this.isUp = false;
  }

  /** Resolves when the hub is there. Rejects with the signal's reason. */
  async passed(signal: AbortSignal): Promise<void> {
    while (!this.isUp) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    signal.throwIfAborted();
  }
}
