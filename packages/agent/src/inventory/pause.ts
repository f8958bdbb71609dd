/** A wait that ends after its time, when it is poked, or when it is aborted (then it rejects with the signal's reason). */
export class Pause {
  private end: (() => void) | undefined;
  private wasPoked = false;

  /** Ends the wait that is on, or the next one. */
  poke(): void {
    this.wasPoked = true;
    this.end?.();
  }

  /** True when it was poked. */
  async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    if (!this.wasPoked)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener("abort", this.end, { once: true });
      });
    if (this.end) signal.removeEventListener("abort", this.end);
    this.end = undefined;
    const poked = this.wasPoked;
    this.wasPoked = false;
    signal.throwIfAborted();
    return poked;
  }
}
