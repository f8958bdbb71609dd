import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transact } from "@holdfast/db/transact";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { expect, it } from "vitest";
import { signingKey } from "../pki/signing-key";
import { checkpointAudit } from "./checkpoint-audit";
import { verifyAudit } from "./verify-audit";

const db = suiteDatabase();
const key = signingKey(join(mkdtempSync(join(tmpdir(), "holdfast-audit-")), "audit.key"));
const publicKeys = new Map([[key.keyId, key.publicKeyPem]]);
const TIMES = 60;

const write = () =>
  transact(
    db,
    () => new Date(),
    async (unit) => {
      unit.audit({
        ...{ actor: { kind: "system", id: "t", name: "t" }, action: "thing.do", outcome: "succeeded" },
        ...{ target: { kind: "thing", id: "1", name: "", clusterId: null }, reason: null, before: null, after: null, decision: null },
        requestId: "r",
      });
    },
  );

it("a chain that grows and is signed while it is verified is no broken one", async () => {
  await write();
  let isOver = false;
  const growing = (async () => {
    while (!isOver) await write();
  })();
  const signed = (async () => {
    while (!isOver) await checkpointAudit(theSystem(db), key);
  })();
  const problems = [];
  for (let i = 0; i < TIMES; i++) problems.push(...(await verifyAudit(theSystem(db), publicKeys)).problems);
  isOver = true;
  await Promise.all([growing, signed]);
  expect(problems).toEqual([]);
  expect(await db.prisma.auditEntry.count()).toBeGreaterThan(TIMES);
});
