import { describe, expect, it } from "vitest";
import { installCrds } from "./install-crds";
import { createServiceAccount } from "./service-account";
import { sharedCluster, suiteNamespace } from "./shared-cluster";

const cluster = sharedCluster("test");
const namespace = suiteNamespace("test");

const definition = (plural: string, kind: string) => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: `${plural}.${namespace}.example` },
  spec: {
    group: `${namespace}.example`,
    scope: "Namespaced",
    names: { plural, kind, singular: kind.toLowerCase() },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      },
    ],
  },
});

describe("a service account of a test", () => {
  it("may do what its rules say and nothing else", async () => {
    const rules = [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }];
    const { request } = await createServiceAccount(cluster, { namespace, name: "agent", rules });
    expect((await request("GET", "/api/v1/pods")).status).toBe(200);
    expect((await request("GET", "/api/v1/secrets")).status).toBe(403);
    expect((await request("POST", `/api/v1/namespaces/${namespace}/pods`, {})).status).toBe(403);
  });
});

describe("definitions of a test", () => {
  it("are served when the installation resolves, from objects and from YAML, and twice is fine", async () => {
    const yaml = `---\n# two documents\n${JSON.stringify(definition("ledgers", "Ledger"))}\n---\n${JSON.stringify(definition("books", "Book"))}\n`;
    const names = await installCrds(cluster.request, [definition("vaults", "Vault"), yaml]);
    expect(names.map((name) => name.split(".")[0])).toEqual(["vaults", "ledgers", "books"]);
    await expect(installCrds(cluster.request, [yaml])).resolves.toEqual(names.slice(1));
    const path = `/apis/${namespace}.example/v1/namespaces/${namespace}/books`;
    expect(
      (await cluster.request("POST", path, { apiVersion: `${namespace}.example/v1`, kind: "Book", metadata: { name: "b" } })).status,
    ).toBe(201);
    for (const name of names) await cluster.request("DELETE", `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`);
  });
});
