import { Fault } from "@holdfast/contracts/fault";
import type { RequestRollout } from "@holdfast/contracts/policy";
import type { PolicyTestRun } from "@holdfast/contracts/policy-library";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import type { TestPort } from "../live/test-port";
import { policyById, policyTarget } from "./policy-target";
import { failedExamples, storedTestRun } from "./stored-test-run";

/** Runs the tests of a version again, and keeps what became of them. Throws `NotFound` where it has none. */
export async function testPolicy(ctx: ServiceContext, tester: TestPort, { policyId, version }: RequestRollout): Promise<PolicyTestRun> {
  const policy = await policyById(ctx.db.prisma, policyId);
  const decision = await authorise(ctx, { permission: "policy:edit", action: "policy.test", target: policyTarget(policy) });
  const key = { policyId_number: { policyId, number: version } };
  const row = await ctx.db.prisma.policyVersion.findUnique({ where: key });
  if (!row) throw new Fault("NotFound", worded("PolicyVersionAbsent", { version }));
  if (row.tests === "") throw new Fault("NotFound", worded("PolicyTestsAbsent", { version }));
  const results = await tester.test({ manifests: row.yaml, tests: row.tests });
  const run: PolicyTestRun = { ranAt: ctx.now(), results: [...results] };
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.policyVersion.update({ where: key, data: { testRun: storedTestRun(run) } });
    unit.audit({
      actor: ctx.actor,
      action: "policy.test",
      target: policyTarget(policy),
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { version, examples: results.length, failed: failedExamples(run) },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "policy.tested", clusterIds: [], subject: { kind: "policy", id: policyId }, payload: { version } });
  });
  return run;
}
