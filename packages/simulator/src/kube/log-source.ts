/** Which lines of which container are asked for. */
export interface LogQuery {
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The lines of the container before its last restart. */
  readonly isPrevious: boolean;
  readonly since: Date | null;
  readonly tailLines: number | null;
  /** Whether the lines to come are asked for too; then the answer ends with `signal`. */
  readonly isFollowed: boolean;
  readonly signal: AbortSignal;
}

/** One line of a container. */
export interface LogLine {
  readonly at: Date;
  readonly line: string;
}

/** Where the lines of containers come from. */
export interface LogSource {
  /** In the order of time. */
  read(query: LogQuery): AsyncIterable<LogLine> | Iterable<LogLine>;
}

/** A source of nothing: containers that never say anything. */
export const silentLogs: LogSource = { read: () => [] };
