import { describe, expect, it } from "vitest";
import { createClusterApi } from "../kube/create-cluster-api";
import { applyObject } from "../kube/write/apply-object";
import { editPushedPolicy } from "./edit-pushed-policy";

const KEY = "validatingadmissionpolicies.admissionregistration.k8s.io";

function aCluster(annotations: Readonly<Record<string, string>>) {
  const api = createClusterApi({ name: "prod", now: () => new Date(0), random: () => 0.5 });
  const type = api.types.byKey(KEY);
  if (!type) throw new Error("admission policies are built in");
  const policy = {
    ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", metadata: { name: "no-latest", annotations } },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }] },
      validations: [{ expression: "true" }],
    },
  };
  applyObject(api, { type, namespace: null, name: "no-latest", subresource: "" }, policy, {
    ...{ isDryRun: false, fieldManager: "holdfast", fieldValidation: "Strict", user: "agent", isForced: false },
  });
  return api;
}

describe("somebody who edits a pushed policy", () => {
  it("takes its teeth out under a manager of their own, and edits again when asked again", () => {
    const api = aCluster({ "holdfast.dev/policy": "no-latest" });
    expect(editPushedPolicy(api)).toBe("no-latest");
    const edited = api.store.get(KEY, null, "no-latest");
    expect(edited?.spec).toMatchObject({ failurePolicy: "Ignore", matchConditions: [{ name: "not-tonight" }] });
    expect(edited?.metadata.managedFields?.map(({ manager }) => manager)).toContain("kubectl-edit");
    expect(editPushedPolicy(api)).toBe("no-latest");
    expect(api.store.get(KEY, null, "no-latest")?.spec).toMatchObject({ failurePolicy: "Fail" });
  });

  it("leaves alone what no policy of Holdfast put there", () => {
    expect(editPushedPolicy(aCluster({}))).toBeNull();
  });
});
