import type { DataPositions } from "./metrics/data-recorder";
import type { Noise } from "./noise";

const BYTES_PER_WRITE = 620;
const WAL_ENTRIES_PER_SECOND = 0.8;
/** A standby that is let run catches up at this many times the speed of the primary. */
const CATCH_UP = 6;

/** How long all writes have to arrive at the standby before the databases there are promoted: at once when the primary is gone, else by hand. */
const PROMOTED_AFTER_SECONDS = { lost: 5, planned: 60 } as const;

/** What arrives at one side of the data in a moment. */
export interface DataSide {
  readonly writesPerSecond: number;
  readonly isGone: boolean;
}

/** The bank's replicated data: a primary that writes, and a standby that follows as far as it can. */
export class Replication {
  private primaryLsn = 3.2e11;
  private standbyLsn = 3.2e11;
  private primaryWal = 184_000;
  private lagSeconds = 0.3;
  private mirrored = 5e7;
  private elsewhereSeconds = 0;
  private usualWrites = 1;
  private hasMoved = false;
  private readonly noise: Noise;

  constructor(noise: Noise) {
    this.noise = noise;
  }

  /** Whether the two sides have changed their roles: the second holds the primary. */
  get isSwapped(): boolean {
    return this.hasMoved;
  }

  /** The databases follow their writers: where all writes arrive for long enough the standby is promoted, with what it has. */
  follow(seconds: number, primary: DataSide, standby: DataSide): void {
    // A self-check at the standby is no client.
    const isElsewhere = standby.writesPerSecond > this.usualWrites / 2 && primary.writesPerSecond < standby.writesPerSecond / 100;
    if (!isElsewhere && !primary.isGone) this.usualWrites = Math.max(primary.writesPerSecond, this.usualWrites * 0.999);
    this.elsewhereSeconds = isElsewhere ? this.elsewhereSeconds + seconds : 0;
    if (this.elsewhereSeconds < PROMOTED_AFTER_SECONDS[primary.isGone ? "lost" : "planned"]) return;
    this.hasMoved = !this.hasMoved;
    this.elsewhereSeconds = 0;
    this.primaryLsn = this.standbyLsn;
    this.lagSeconds = 0.3;
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
      isCutOff: isPrimaryGone,
      mirrorLag: Math.floor(this.lagSeconds) * writesPerSecond,
      mirrorAgeMs: 90 + this.lagSeconds * 1_000,
      mirroredRecords: this.mirrored,
    };
  }
}
