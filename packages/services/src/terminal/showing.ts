import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import type { RecordingVault } from "./recording-vault";

/** What a terminal may cost, and how patient its showing is. */
export interface TerminalLimits {
  /** The agent waits so long for output before it says that there was none. */
  readonly waitMs: number;
  readonly deadlineMs: number;
  /** Between two looks whether the order was carried out. */
  readonly lookMs: number;
  /** An order whose receipt has not come so long after its expiry got lost. */
  readonly lateMs: number;
  /** Characters of one recording. */
  readonly recordingChars: number;
  /**
   * So long after its reader has gone an agent has ended a terminal that nobody asks for, and still knows what it showed last: it waits
   * for the question that was left open, then for another one. A hub closes the session as lost only later.
   */
  readonly leftMs: number;
}

/** What is needed to show a terminal. */
export interface Showing {
  readonly ctx: ServiceContext;
  readonly live: LivePort;
  readonly vault: RecordingVault;
  readonly signal: AbortSignal;
  readonly limits: TerminalLimits;
}
