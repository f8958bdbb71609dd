import type { LabelSet } from "../promql/label-set";
import type { Matcher } from "../promql/matcher";

/** One line of one stream. */
export interface LogEntry {
  /** The labels of the stream. */
  readonly stream: LabelSet;
  /** What is known of this line alone, such as `detected_level`: not to be selected by, but to be filtered by. */
  readonly metadata: LabelSet;
  /** Epoch microseconds: as fine as a number holds exactly. */
  readonly atUs: number;
  readonly line: string;
}

/** Where LogQL reads. Windows are [fromUs, toUs). */
export interface LogEntrySource {
  /** Newest first when `isBackward`. */
  entries(matchers: readonly Matcher[], fromUs: number, toUs: number, isBackward: boolean): Iterable<LogEntry>;
  /** The streams that have a line in the window. */
  streams(matchers: readonly Matcher[], fromUs: number, toUs: number): Iterable<LabelSet>;
}
