import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { evaluationSuite } from "../../test/evaluation-suite";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const latest = (planId: string) => db.prisma.evaluation.findFirstOrThrow({ where: { planId }, orderBy: { evaluatedAt: "desc" } });

describe("what a dry run of each step would change", () => {
  it("is kept with the evaluation, step by step in the order of the plan, and its hash covers it", async () => {
    const { planId, standby, evaluate } = await suite.aScene((step) => [step.scale(10), step.http(), step.istio(100)]);
    await evaluate();
    const before = await latest(planId);
    expect(before.changes).toMatchObject([
      { step: "scale-up", changes: [{ kind: "Deployment", name: "core", operation: "update", fields: [{ before: 3, after: 10 }] }] },
      { step: "mesh-100", changes: [{ kind: "VirtualService", name: "core", operation: "update" }] },
    ]);
    expect(before.contentHash).toBe(evaluationHash(before));

    Object.assign(standby.workloads.get("bank/core")!, { replicas: 5 });
    suite.now = new Date(suite.now.getTime() + 1000);
    await evaluate();
    const after = await latest(planId);
    expect(after.changes).toMatchObject([{ changes: [{ fields: [{ before: 5, after: 10 }] }] }, {}]);
    expect(after.contentHash).not.toBe(before.contentHash);
  });

  it("names the mode where a step does another thing in each, and leaves out what is already so", async () => {
    const { planId, evaluate } = await suite.aScene((step) => [
      step.scale(10, { ungraceful: { with: { ...step.scale(20).with } } }),
      step.istio(0),
    ]);
    await evaluate();
    expect((await latest(planId)).changes).toMatchObject([
      { step: "scale-up", mode: "graceful", changes: [{ fields: [{ after: 10 }] }] },
      { step: "scale-up", mode: "ungraceful", changes: [{ fields: [{ after: 20 }] }] },
    ]);
  });
});
