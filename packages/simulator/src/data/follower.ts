import type { Noise } from "../traffic/noise";

/** A copy that is let run catches up at this many times the speed of its source. */
export const CATCH_UP = 6;
/** How far a copy between two regions is behind on a usual day. */
const USUAL_LAG_SECONDS = 0.25;

/** How far a copy is behind its source. Falling behind takes as long as the lag is; catching up is faster. */
export class Follower {
  private readonly noise: Noise;
  private readonly name: string;
  private lag = 0.3;

  constructor(noise: Noise, name: string) {
    this.noise = noise;
    this.name = name;
  }

  /** Seconds that the copy is behind. */
  get lagSeconds(): number {
    return this.lag;
  }

  /** It has all that there is. */
  begin(): void {
    this.lag = 0;
  }

  /** Lets time pass in which the source is heard. Of one that writes nothing the rest arrives; `heldBackSeconds` keeps the copy behind. */
  follow(atMs: number, seconds: number, isWriting: boolean, heldBackSeconds: number): void {
    const usual = isWriting ? USUAL_LAG_SECONDS * (1 + 0.6 * this.noise.smooth(this.name, atMs, 12_000)) : 0;
    const target = usual + heldBackSeconds;
    this.lag = Math.max(0, this.lag + Math.min(seconds, Math.max(-CATCH_UP * seconds, target - this.lag)));
  }
}
