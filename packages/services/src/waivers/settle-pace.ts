const FIRST_MS = 1000;
const MOST_MS = 10_000;

/** How often each policy's waivers are looked at: less and less often while nothing comes of it, at once when one of them has changed. */
export class SettlePace {
  private readonly kept = new Map<string, { readonly mark: string; readonly waitMs: number; readonly at: number }>();

  /** Whether it is time to look. `mark` is another when a waiver has changed. */
  isDue(policyId: string, mark: string, now: Date): boolean {
    const last = this.kept.get(policyId);
    return !last || last.mark !== mark || now.getTime() - last.at >= last.waitMs;
  }

  /** Takes down that it was looked, and whether something came of it. */
  looked(policyId: string, mark: string, now: Date, didSomething: boolean): void {
    const last = this.kept.get(policyId);
    const waitMs = didSomething || last?.mark !== mark ? FIRST_MS : Math.min(last.waitMs * 2, MOST_MS);
    this.kept.set(policyId, { mark, waitMs, at: now.getTime() });
  }

  /** Forgets the policies that have nothing to settle. */
  keepOnly(policyIds: ReadonlySet<string>): void {
    for (const id of this.kept.keys()) if (!policyIds.has(id)) this.kept.delete(id);
  }
}
