import type { AuditedWrite, ForeignManager } from "@holdfast/contracts/queries/policy-drift";

/** The API server keeps whole seconds, and writes the audit entry when the answer is out. */
const APART_MS = 5000;
/** How much earlier than it was seen a write can have been, clocks that differ included. */
const BEFORE_MS = 60_000;

/** What is known of a drift when its author is looked for. */
export interface DriftSeen {
  readonly what: "changed" | "deleted";
  readonly managers: readonly ForeignManager[];
  readonly firstSeenAt: Date;
}

const isWrite = ({ verb }: AuditedWrite) => verb === "create" || verb === "update" || verb === "patch";

/**
 * Whose write a drift is, of what others wrote to the object, the last first: the deletion of what is gone, else the write by the manager
 * that owns what differs, at its time. Null where nobody can tell: nobody is guessed at.
 */
export function authorOf(writes: readonly AuditedWrite[], { what, managers, firstSeenAt }: DriftSeen): AuditedWrite | null {
  const recent = writes.filter(({ at }) => Date.parse(at) >= firstSeenAt.getTime() - BEFORE_MS);
  if (what === "deleted") return recent.find(({ verb }) => verb === "delete") ?? null;
  const [last] = managers;
  // Whoever takes a field away owns nothing afterwards: then it is the last write by somebody else.
  if (!last) return recent.find(isWrite) ?? null;
  const isLasts = ({ manager, at }: AuditedWrite) =>
    manager === last.manager && last.at !== null && Math.abs(Date.parse(at) - Date.parse(last.at)) <= APART_MS;
  return writes.find((write) => isWrite(write) && isLasts(write)) ?? null;
}
