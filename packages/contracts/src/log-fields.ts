/** The field names of every log line. A line's message is constant; what varies is in these fields. */
export interface LogFields {
  "cluster.id"?: string;
  "cluster.name"?: string;
  "run.id"?: string;
  "step.name"?: string;
  "rollout.id"?: string;
  "command.id"?: string;
  "command.name"?: string;
  "actor.id"?: string;
  "request.id"?: string;
  procedure?: string;
  resource?: string;
  outcome?: string;
  reason?: string;
  durationMs?: number;
  count?: number;
  err?: unknown;
}

/** The port through which a module logs, so that no package picks a logger. */
export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
