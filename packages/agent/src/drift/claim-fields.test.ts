import { describe, expect, it } from "vitest";
import { claimedManagers } from "./claim-fields";
import { foreignManagers } from "./foreign-managers";
import type { ManagedFields } from "./managed-object";

const ours: ManagedFields = {
  manager: "holdfast",
  operation: "Apply",
  apiVersion: "v1",
  fieldsV1: { "f:metadata": { "f:annotations": { "f:holdfast.dev/policy": {} } }, "f:spec": { "f:validations": {} } },
};
const kubectl: ManagedFields = {
  manager: "kubectl-edit",
  operation: "Update",
  apiVersion: "v1",
  time: "2026-11-22T10:00:00Z",
  fieldsV1: { "f:metadata": { "f:labels": { "f:team": {} } }, "f:spec": { "f:matchConditions": { ".": {}, 'k:{"name":"x"}': {} } } },
};
const status: ManagedFields = { ...kubectl, manager: "kube-apiserver", subresource: "status", fieldsV1: { "f:status": {} } };
const note: ManagedFields = { ...kubectl, manager: "labeller", fieldsV1: { "f:metadata": { "f:labels": { "f:seen": {} } } } };

describe("the managers that a correction claims from", () => {
  it("give up what a policy decides, and keep their labels and annotations", () => {
    expect(claimedManagers([ours, kubectl, status, note], "v1")).toEqual([
      {
        ...ours,
        fieldsV1: { ...ours.fieldsV1, "f:spec": { "f:validations": {}, "f:matchConditions": { ".": {}, 'k:{"name":"x"}': {} } } },
      },
      { ...kubectl, fieldsV1: { "f:metadata": { "f:labels": { "f:team": {} } } } },
      status,
      note,
    ]);
  });

  it("are given to an entry of ours where somebody has wiped it", () => {
    const [first] = claimedManagers([{ ...kubectl, fieldsV1: { "f:spec": { "f:failurePolicy": {} } } }], "v1");
    expect(first).toMatchObject({ manager: "holdfast", operation: "Apply", fieldsV1: { "f:spec": { "f:failurePolicy": {} } } });
  });
});

describe("the foreign managers of an object", () => {
  it("are those that decide something of it, with what they own; a status or a label makes nobody one", () => {
    expect(foreignManagers({ metadata: { managedFields: [ours, kubectl, status, note] } })).toEqual([
      { manager: "kubectl-edit", operation: "Update", at: "2026-11-22T10:00:00.000Z", fields: ['.spec.matchConditions[{"name":"x"}]'] },
    ]);
  });

  it("include what wrote under our name in another way than by apply", () => {
    const update = { ...kubectl, manager: "holdfast" };
    expect(foreignManagers({ metadata: { managedFields: [ours, update] } })).toMatchObject([{ manager: "holdfast", operation: "Update" }]);
  });
});
