/** What goes wrong at a fake hub. Set while it runs; counted faults happen so many times and then no more. */
export interface HubFaults {
  /** Every answer is this late, in milliseconds. */
  delayMs: number;
  /** Reports that are applied and whose answer is lost with the connection. */
  lostAcks: number;
  /** Reports that are refused as unavailable, before anything of them is applied. */
  refusedReports: number;
  /** Each command is delivered so many times. */
  deliveries: number;
  /** Commands are delivered in the wrong order, newest first. */
  isReordering: boolean;
  /** Upgrades that are answered with 403. */
  refusedUpgrades: number;
  /** Connections that are closed before the first byte of an answer. */
  slammedDoors: number;
  /** Enrolments whose answer is lost after the token counts as used. */
  lostEnrolments: number;
  /** Upgrades are never answered. */
  isDeaf: boolean;
  /** How far the hub's clock is from this machine's, in milliseconds. */
  clockOffsetMs: number;
  /** How long certificates of agents are good. */
  svidLifetimeMs: number;
  /** Signs commands with a key that no hello named. */
  isSigningWithUnknownKey: boolean;
}

/** A hub that does everything right. */
export const noFaults = (): HubFaults => ({
  delayMs: 0,
  lostAcks: 0,
  refusedReports: 0,
  deliveries: 1,
  isReordering: false,
  refusedUpgrades: 0,
  slammedDoors: 0,
  lostEnrolments: 0,
  isDeaf: false,
  clockOffsetMs: 0,
  svidLifetimeMs: 3_600_000,
  isSigningWithUnknownKey: false,
});

/** Whether this time is one of the counted ones. */
export function happens(
  faults: HubFaults,
  fault: "lostAcks" | "refusedReports" | "refusedUpgrades" | "slammedDoors" | "lostEnrolments",
): boolean {
  if (faults[fault] <= 0) return false;
  faults[fault]--;
  return true;
}
