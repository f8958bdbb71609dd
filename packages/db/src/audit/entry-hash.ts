import { createHash } from "node:crypto";
import type { AuditEntry } from "@holdfast/contracts/audit";
import canonicalize from "canonicalize";

/** The hash before the first entry. */
export const GENESIS_HASH = "0".repeat(64);

/** The entry's hash: SHA-256, in hex, over the canonical JSON (RFC 8785) of everything else in it. */
export function entryHash(entry: Omit<AuditEntry, "hash">): string {
  const { seq, at, actor, action, target, outcome, reason, before, after, decision, requestId, previousHash } = entry;
  const text = canonicalize({ seq, at, actor, action, target, outcome, reason, before, after, decision, requestId, previousHash });
  if (text === undefined) throw new TypeError("an audit entry must be JSON");
  return createHash("sha256").update(text).digest("hex");
}
