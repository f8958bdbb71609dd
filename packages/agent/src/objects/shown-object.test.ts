import { describe, expect, it } from "vitest";
import { shownObject } from "./shown-object";

const imported = (kubeConfig: string) =>
  shownObject({
    apiVersion: "management.cattle.io/v3",
    kind: "Cluster",
    metadata: { name: "c-1" },
    spec: { importedConfig: { kubeConfig } },
  });

describe("an object as it is shown", () => {
  it("has no kubeconfig in it, which Rancher keeps in its imported clusters; a path to one is shown", () => {
    const kubeconfig = Buffer.from("users: [{ user: { client-key-data: hunter2 } }]".repeat(10)).toString("base64");
    expect(JSON.stringify(imported(kubeconfig))).not.toContain(kubeconfig.slice(0, 40));
    expect(imported("~/.kube/config").spec).toEqual({ importedConfig: { kubeConfig: "~/.kube/config" } });
  });
});
