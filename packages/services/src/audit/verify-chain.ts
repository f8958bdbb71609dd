import type { AuditCheckpoint, AuditEntry, AuditVerdict } from "@holdfast/contracts/audit";
import { entryHash, GENESIS_HASH } from "@holdfast/db/audit/entry-hash";
import { isSignedBy } from "../pki/signing-key";
import { checkpointMessage } from "./checkpoint-message";

/** What a chain is checked against, besides itself. */
export interface ChainWitness {
  readonly checkpoints: readonly AuditCheckpoint[];
  /** Public keys (PEM) by key id; a checkpoint of an unknown key is a bad signature. */
  readonly publicKeys: ReadonlyMap<string, string>;
  /** Where the store says that the chain ends, when the store is at hand. */
  readonly head?: { readonly seq: number; readonly hash: string };
}

type Problem = AuditVerdict["problems"][number];
const MAX_PROBLEMS = 50;

const isGenuine = (checkpoint: AuditCheckpoint, keys: ReadonlyMap<string, string>) => {
  const key = keys.get(checkpoint.keyId);
  return key !== undefined && isSignedBy(key, checkpointMessage(checkpoint), checkpoint.signature);
};

/**
 * Walks a chain in the order given and reports every place where it does not hold: an entry edited, missing, out of order,
 * a tail cut off, a history that was replaced by another (forked), a checkpoint that nobody signed.
 */
export async function verifyChain(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  witness: ChainWitness,
): Promise<Omit<AuditVerdict, "verifiedAt" | "durationMs">> {
  const problems: Problem[] = [];
  const report = (seq: number, kind: Problem["kind"], message: string) =>
    void (problems.length < MAX_PROBLEMS && problems.push({ seq, kind, message }));
  const genuine = new Map<number, AuditCheckpoint>();
  for (const checkpoint of witness.checkpoints) {
    if (!isGenuine(checkpoint, witness.publicKeys))
      report(checkpoint.seq, "badSignature", `The checkpoint of entry ${checkpoint.seq} is not signed by a known key.`);
    else genuine.set(checkpoint.seq, checkpoint);
  }
  let last = { seq: 0, hash: GENESIS_HASH };
  let count = 0;
  let anchor: AuditVerdict["anchor"] = null;
  for await (const entry of entries) {
    count += 1;
    if (entry.seq === last.seq && count > 1) report(entry.seq, "forked", `There are two entries ${entry.seq}.`);
    else if (entry.seq <= last.seq) report(entry.seq, "reordered", `Entry ${entry.seq} comes after entry ${last.seq}.`);
    else if (entry.seq > last.seq + 1) report(last.seq + 1, "missing", `Entries ${last.seq + 1} to ${entry.seq - 1} are missing.`);
    else if (entry.previousHash !== last.hash)
      report(entry.seq, "forked", `Entry ${entry.seq} does not follow entry ${last.seq}: it names another predecessor.`);
    if (entryHash(entry) !== entry.hash) report(entry.seq, "edited", `Entry ${entry.seq} was changed after it was written.`);
    const checkpoint = genuine.get(entry.seq);
    if (checkpoint && checkpoint.hash !== entry.hash)
      report(entry.seq, "forked", `Entry ${entry.seq} is not the one that was signed at ${checkpoint.at}.`);
    else if (checkpoint) anchor = { seq: checkpoint.seq, hash: checkpoint.hash, at: checkpoint.at, keyId: checkpoint.keyId };
    last = { seq: entry.seq, hash: entry.hash };
  }
  const expected = Math.max(witness.head?.seq ?? 0, ...genuine.keys());
  if (expected > last.seq)
    report(last.seq + 1, "truncated", `The chain ends at entry ${last.seq}, but entry ${expected} is known to have existed.`);
  else if (witness.head && witness.head.seq === last.seq && witness.head.hash !== last.hash)
    report(last.seq, "forked", "The last entry is not the head that the store recorded.");
  else if (witness.head && witness.head.seq < last.seq)
    report(last.seq, "forked", `There are entries after the recorded head ${witness.head.seq}.`);
  return {
    isIntact: problems.length === 0,
    entries: count,
    checkpoints: genuine.size,
    headSeq: last.seq,
    headHash: last.hash,
    anchor,
    problems,
  };
}
