import type { PlanFinding } from "@holdfast/contracts/gate";
import { aFieldsObject, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import { aCluster } from "@holdfast/testkit/fake-agents/world";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { aSite, type StepText } from "../../test/approved-run";
import { evaluationSuite } from "../../test/evaluation-suite";

const db = suiteDatabase();
const suite = evaluationSuite(db);
const brief = (findings: readonly PlanFinding[]) =>
  findings.filter((each) => each.code !== "NeverProven").map((each) => `${each.severity} ${each.code}${each.mode ? ` ${each.mode}` : ""}`);

/** A plan whose first step is on a cluster that is neither of its sites. */
async function aReach(more: Partial<StepText> = {}) {
  const { id, name } = await aSite(db, "hub", "production");
  const beside = aCluster(id, name);
  beside.objects.set(fieldsKey("karmada.set-eviction", { name: "west" }), aFieldsObject({ isEvicted: false }, { bound: 0 }));
  const evict = { name: "evict", use: "karmada.evict", with: { cluster: name, name: "west" }, ...more };
  const scene = await suite.aScene((step) => [evict, step.scale(10)], { others: [name] });
  suite.world.clusters.set(id, beside);
  return { ...scene, beside, id };
}

describe("evaluating a plan with a cluster beside its two sites", () => {
  it("asks its agent about the steps there, and keeps the cluster with what it found", async () => {
    const { evaluate, beside, id } = await aReach();
    beside.absentKinds.add("karmada.set-eviction");
    expect(brief(await evaluate())).toEqual(["blocking KindAbsent"]);
    const event = await db.prisma.event.findFirstOrThrow({ where: { clusterIds: { has: id } }, orderBy: { id: "desc" } });
    expect(event.clusterIds).toHaveLength(3);
  });

  it.each<[string, Partial<StepText>, string[]]>([
    ["blocks every run", {}, ["blocking AgentUnreachable"]],
    ["blocks only the runs that need it", { ungraceful: "skip" }, ["blocking AgentUnreachable graceful"]],
    ["only warns where the plan goes on without", { onFailure: "skip" }, ["warning AgentUnreachable"]],
  ])("while its agent is away %s", async (_, more, expected) => {
    const { evaluate, beside } = await aReach(more);
    Object.assign(beside.faults, { isConnected: false });
    expect(brief(await evaluate())).toEqual(expected);
  });
});
