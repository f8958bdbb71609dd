import type { DataPositions } from "./metrics/data-recorder";
import type { Noise } from "./noise";

const BYTES_PER_WRITE = 620;
const WAL_ENTRIES_PER_SECOND = 0.8;
/** A standby that is let run catches up at this many times the speed of the primary. */
const CATCH_UP = 6;

/** The bank's replicated data: a primary that writes, and a standby that follows as far as it can. */
export class Replication {
  private primaryLsn = 3.2e11;
  private standbyLsn = 3.2e11;
  private primaryWal = 184_000;
  private lagSeconds = 0.3;
  private mirrored = 5e7;
  private readonly noise: Noise;

  constructor(noise: Noise) {
    this.noise = noise;
  }

  /**
   * Lets `seconds` pass in which the primary takes so many writes a second. `extraLagSeconds` holds the standby back. Of a
   * primary that is gone nothing more arrives: the standby has replayed what it got, says no lag, and lacks the rest.
   */
  advance(atMs: number, seconds: number, writesPerSecond: number, extraLagSeconds: number, isPrimaryGone: boolean): DataPositions {
    if (!isPrimaryGone) {
      const rate = writesPerSecond * BYTES_PER_WRITE;
      this.primaryLsn += rate * seconds;
      this.primaryWal += WAL_ENTRIES_PER_SECOND * seconds;
      this.mirrored += writesPerSecond * seconds;
      const target = 0.25 * (1 + 0.6 * this.noise.smooth("lag", atMs, 12_000)) + extraLagSeconds;
      // Falling behind takes as long as the lag is; catching up is faster.
      this.lagSeconds += Math.min(seconds, Math.max(-CATCH_UP * seconds, target - this.lagSeconds));
      this.standbyLsn = Math.max(this.standbyLsn, this.primaryLsn - this.lagSeconds * rate);
    }
    return {
      primaryLsn: this.primaryLsn,
      standbyLsn: this.standbyLsn,
      primaryWal: this.primaryWal,
      standbyWal: this.primaryWal - this.lagSeconds * WAL_ENTRIES_PER_SECOND,
      lagSeconds: isPrimaryGone ? 0 : this.lagSeconds,
      mirrorAgeMs: 90 + this.lagSeconds * 1_000,
      mirroredRecords: this.mirrored,
    };
  }
}
