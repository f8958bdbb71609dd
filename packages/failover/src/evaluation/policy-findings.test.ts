import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { evaluationSuite } from "../../test/evaluation-suite";
import { fillInventory, type InventoryRow } from "../../test/inventory";

const db = suiteDatabase();
const suite = evaluationSuite(db);

const policy = (name: string, failurePolicy = "Fail"): InventoryRow => ({
  ...{ resource: "validatingadmissionpolicies.admissionregistration.k8s.io", kind: "ValidatingAdmissionPolicy", name },
  facts: { failurePolicy, validations: 1 },
});
const binding = (of: string, ...actions: string[]): InventoryRow => ({
  ...{ resource: "validatingadmissionpolicybindings.admissionregistration.k8s.io", kind: "ValidatingAdmissionPolicyBinding" },
  ...{ name: `bind-${of}`, facts: { policy: of, actions } },
});
const definition = (name: string): InventoryRow => ({
  ...{ resource: "customresourcedefinitions.apiextensions.k8s.io", kind: "CustomResourceDefinition", name, facts: {} },
});
const constraint = (name: string): InventoryRow => ({
  ...{ resource: "k8srequiredlabels.constraints.gatekeeper.sh", kind: "K8sRequiredLabels", name, facts: {} },
});

async function aScene(primary: readonly InventoryRow[], standby: readonly InventoryRow[]) {
  const scene = await suite.aScene((step) => [step.scale(4)]);
  await fillInventory(db, scene.pair.primary.id, primary);
  await fillInventory(db, scene.pair.standby.id, standby);
  const findings = (await scene.evaluate()).filter(({ code }) => code.startsWith("Policy"));
  return { ...scene, findings };
}

describe("the admission policies of the two sites", () => {
  it("are warned of where the standby does not enforce what the primary does, and name how they stand there", async () => {
    const { findings } = await aScene(
      [policy("images"), binding("images", "Deny"), policy("labels"), binding("labels", "Deny"), policy("same"), binding("same", "Deny")],
      [policy("images"), binding("images", "Audit"), policy("same"), binding("same", "Deny")],
    );
    expect(findings).toMatchObject([
      {
        step: null,
        code: "PolicyWeaker",
        severity: "warning",
        object: "images",
        message: expect.stringContaining("images (Audit), labels (None)"),
      },
    ]);
  });

  it("are warned of where the standby refuses what the primary lets in", async () => {
    const { findings, pair } = await aScene([policy("images"), binding("images", "Warn")], [policy("images"), binding("images", "Deny")]);
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ["PolicyStricter", expect.stringContaining(`${pair.standby.name} refuses by images`)],
    ]);
  });

  it("of Gatekeeper are compared by name, the only thing that is known of them", async () => {
    const both = [definition("k8srequiredlabels.constraints.gatekeeper.sh")];
    const { findings } = await aScene(
      [...both, constraint("team"), constraint("owner")],
      [...both, constraint("team"), constraint("only-dr")],
    );
    expect(findings.map(({ code, object }) => [code, object])).toEqual([
      ["PolicyTwinAbsent", "K8sRequiredLabels owner"],
      ["PolicyTwinOnlyThere", "K8sRequiredLabels only-dr"],
    ]);
  });

  it("are no finding where they are the same, and keep nobody from a run where they are not", async () => {
    const same = [policy("images"), binding("images", "Deny")];
    expect((await aScene(same, same)).findings).toEqual([]);
    const { planId } = await aScene(same, []);
    const last = await db.prisma.evaluation.findFirst({ where: { planId }, orderBy: { evaluatedAt: "desc" } });
    expect(last?.isReady).toBe(true);
  });
});
