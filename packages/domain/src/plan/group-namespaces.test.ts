import { PlanSpec } from "@holdfast/contracts/plan";
import { describe, expect, it } from "vitest";
import { groupNamespaces } from "./group-namespaces";
import { approvedWorkflow } from "./workflow";

const found = (steps: object[], dataStores: object[] = []) => {
  const plan = PlanSpec.parse({
    ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "bank" } },
    spec: { group: "bank", primary: "prod", standby: "dr", rtoSeconds: 60, dataStores, activate: { steps } },
  });
  return groupNamespaces(approvedWorkflow(plan, "activate").steps, plan.spec.dataStores);
};
const scale = (namespace: string) => ({
  name: namespace,
  use: "workload.scale",
  with: { cluster: "dr", namespace, name: "core", replicas: 1 },
});

describe("the namespaces of a group", () => {
  it("are those in which its steps act, in both modes, and those of its data stores", () => {
    const other = { ...scale("bank"), name: "other", ungraceful: { with: scale("reserve").with } };
    const store = { name: "db", kind: "cloudnativepg", rpoSeconds: 0, with: { namespace: "data", name: "db" } };
    expect(found([scale("bank"), other], [store])).toEqual(["bank", "reserve", "data"]);
  });

  it("are not those of the tools that act for them, but those that a restore fills", () => {
    const velero = {
      cluster: "dr",
      backup: "b",
      maxAgeSeconds: 60,
      includedNamespaces: ["shop", "pay"],
      namespaceMapping: { pay: "pay-dr" },
    };
    const sync = { cluster: "dr", name: "bank" };
    expect(
      found([
        { name: "restore", use: "velero.restore", with: velero },
        { name: "pause", use: "argocd.pause", with: sync },
      ]),
    ).toEqual(["shop", "pay-dr"]);
  });
});
