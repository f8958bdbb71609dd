import type { AuditCheckpoint } from "@holdfast/contracts/audit";
import canonicalize from "canonicalize";

/** The text that a checkpoint's signature is over. */
export function checkpointMessage({ seq, hash, at, keyId }: Omit<AuditCheckpoint, "signature">): string {
  return canonicalize({ seq, hash, at, keyId }) ?? "";
}
