import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditEntry } from "@holdfast/contracts/audit";
import { entryHash, GENESIS_HASH } from "@holdfast/db/audit/entry-hash";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signingKey } from "../pki/signing-key";
import { checkpointMessage } from "./checkpoint-message";
import { verifyChain } from "./verify-chain";

const key = signingKey(join(mkdtempSync(join(tmpdir(), "holdfast-keys-")), "audit.key"));
const publicKeys = new Map([[key.keyId, key.publicKeyPem]]);

const relink = (entries: AuditEntry[], from = 0) => {
  for (let i = from; i < entries.length; i++) {
    const entry = entries[i]!;
    entry.previousHash = entries[i - 1]?.hash ?? GENESIS_HASH;
    entry.hash = entryHash(entry);
  }
  return entries;
};

const aChain = (length: number): AuditEntry[] =>
  relink(
    Array.from({ length }, (_, i) => ({
      seq: i + 1,
      at: new Date(1_700_000_000_000 + i * 1000).toISOString(),
      actor: { kind: "user", id: `u${i % 3}`, name: "Ana" },
      action: "failover.approve",
      target: { kind: "run", id: `r${i}`, name: "bank-core", clusterId: null },
      outcome: "succeeded",
      reason: null,
      before: { phase: "AwaitingApproval", n: i },
      after: { phase: "Approved" },
      decision: { effect: "allow", policies: ["approver-approves"] },
      requestId: "r",
      previousHash: "",
      hash: "",
    })),
  );

const checkpointOf = (entry: AuditEntry) => {
  const statement = { seq: entry.seq, hash: entry.hash, at: "2026-11-21T00:00:00.000Z", keyId: key.keyId };
  return { ...statement, signature: key.sign(checkpointMessage(statement)) };
};

const LENGTH = 40;
const chain = aChain(LENGTH);
const witness = { checkpoints: [checkpointOf(chain[19]!), checkpointOf(chain[LENGTH - 1]!)], publicKeys };
const check = (entries: AuditEntry[]) => verifyChain(entries, witness);
const copy = () => structuredClone(chain);
const index = fc.nat(LENGTH - 1);

describe("an audit chain", () => {
  it("verifies as it was written", async () => {
    expect(await check(copy())).toMatchObject({ isIntact: true, entries: LENGTH, checkpoints: 2, problems: [] });
  });

  it("is anchored at the newest checkpoint that it agrees with, and at none that it contradicts", async () => {
    expect((await check(copy())).anchor).toMatchObject({ seq: LENGTH, hash: chain[LENGTH - 1]!.hash, keyId: key.keyId });
    const entries = copy();
    entries[30]!.reason = "rewritten";
    expect((await check(relink(entries, 30))).anchor).toMatchObject({ seq: 20 });
    expect((await verifyChain(copy(), { checkpoints: [], publicKeys })).anchor).toBeNull();
  });

  it("betrays any change of any field of any entry, even with its own hash made right", async () => {
    const edits = [
      (e: AuditEntry) => (e.outcome = "refused"),
      (e: AuditEntry) => (e.actor.id += "x"),
      (e: AuditEntry) => (e.at = "2020-01-01T00:00:00.000Z"),
      (e: AuditEntry) => (e.target.clusterId = "c"),
      (e: AuditEntry) => (e.after = { phase: "Rejected" }),
      (e: AuditEntry) => ((e.before as { n: number }).n += 1),
      (e: AuditEntry) => (e.decision = null),
      (e: AuditEntry) => (e.reason = ""),
      (e: AuditEntry) => (e.hash = e.hash.replace(/^./, (c) => (c === "0" ? "1" : "0"))),
    ];
    await fc.assert(
      fc.asyncProperty(index, fc.constantFrom(...edits), fc.boolean(), async (at, edit, isRehashed) => {
        const entries = copy();
        edit(entries[at]!);
        if (isRehashed) entries[at]!.hash = entryHash(entries[at]!);
        if (entries[at]!.hash === chain[at]!.hash && JSON.stringify(entries[at]) === JSON.stringify(chain[at])) return;
        expect((await check(entries)).isIntact).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it("betrays a history that was rewritten from anywhere to the end, hashes and all", async () => {
    await fc.assert(
      fc.asyncProperty(index, async (at) => {
        const entries = copy();
        entries[at]!.actor.name = "Someone else";
        const verdict = await check(relink(entries, at));
        expect(verdict.problems.map((problem) => problem.kind)).toContain("forked");
      }),
    );
  });

  it("betrays a missing entry, a cut-off tail, a swap and a duplicate, each by its name", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: LENGTH - 2 }), async (at) => {
        const kinds = async (entries: AuditEntry[]) => (await check(entries)).problems.map((problem) => problem.kind);
        expect(await kinds(copy().toSpliced(at, 1))).toContain("missing");
        expect(await kinds(copy().slice(0, at))).toContain("truncated");
        expect(await kinds(copy().toSpliced(at, 2, chain[at + 1]!, chain[at]!))).toContain("reordered");
        expect(await kinds(copy().toSpliced(at, 0, chain[at]!))).toContain("forked");
      }),
    );
  });

  it("does not believe a checkpoint that a stranger signed", async () => {
    const stranger = signingKey(join(mkdtempSync(join(tmpdir(), "holdfast-keys-")), "other.key"));
    const forged = { ...witness.checkpoints[0]!, signature: stranger.sign(checkpointMessage(witness.checkpoints[0]!)) };
    const verdict = await verifyChain(copy(), { ...witness, checkpoints: [forged] });
    expect(verdict.problems).toEqual([expect.objectContaining({ kind: "badSignature", seq: 20 })]);
  });
});
