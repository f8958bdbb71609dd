import { AgentRights } from "@holdfast/contracts/cluster-import";
import { describe, expect, it } from "vitest";
import { noRights, readRights, rightsDraft } from "./agent-rights";

const read = (edit: string) => readRights({ logs: true, edit, exec: false });

describe("what an agent may do beside the inventory", () => {
  it("is nothing at first", () => {
    expect(readRights(noRights)).toEqual({ rights: { logs: false, edit: [], exec: false } });
  });

  it("is read as it was written, each resource once, and written so again", () => {
    const said = read(" deployments.apps\nservices, services\n");
    expect(said).toEqual({ rights: { logs: true, edit: ["deployments.apps", "services"], exec: false } });
    if ("rights" in said) expect(readRights(rightsDraft(said.rights))).toEqual(said);
  });

  it.each([
    ["Deployments", { kind: "unreadable", resource: "Deployments" }],
    ["services\nsecrets", { kind: "never", resource: "secrets" }],
    ["roles.rbac.authorization.k8s.io", { kind: "never", resource: "roles.rbac.authorization.k8s.io" }],
    [Array.from({ length: 51 }, (_, i) => `things${i}`).join(","), { kind: "tooMany" }],
  ])("says what is wrong with %s, as the contract does", (edit, fault) => {
    expect(read(edit)).toEqual({ fault });
    expect(AgentRights.safeParse({ logs: true, edit: edit.split(/[\s,]+/), exec: false }).success).toBe(false);
  });
});
