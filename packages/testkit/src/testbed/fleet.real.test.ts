import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { HOLD_ANNOTATION } from "./kwok-stages";
import { programPath } from "./program-paths";
import { sharedCluster, suiteNamespace } from "./shared-cluster";
import { FLEET } from "./start-three-clusters";

interface Deployment {
  readonly status?: { readonly readyReplicas?: number };
}
interface Pods {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly spec: { readonly nodeName?: string };
    readonly status: { readonly phase: string; readonly conditions?: readonly { type: string; status: string }[] };
  }[];
}

const prod = sharedCluster("prod-hangzhou");
const namespace = suiteNamespace("prod-hangzhou");
const pods = `/api/v1/namespaces/${namespace}/pods`;
const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;

const deployment = (name: string, annotations: Record<string, string> = {}) => ({
  metadata: { name },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name }, annotations },
      spec: { containers: [{ name: "app", image: "bank.example/core/ledger:1.2.3" }] },
    },
  },
});

const podsOf = async (app: string) => (await prod.request<Pods>("GET", `${pods}?labelSelector=app%3D${app}`)).body.items;
const isReady = (pod: Pods["items"][number]) => pod.status.conditions?.find(({ type }) => type === "Ready")?.status === "True";

describe("the three clusters side by side", () => {
  it("are three different ones, each ready and with its own nodes", async () => {
    const uids = await Promise.all(
      FLEET.map(async (name) => {
        const { request } = sharedCluster(name);
        expect((await request("GET", "/readyz")).status).toBe(200);
        const nodes = await request<Pods>("GET", "/api/v1/nodes");
        expect(nodes.body.items.map(isReady)).toEqual([true, true, true]);
        return (await request<{ metadata: { uid: string } }>("GET", "/api/v1/namespaces/kube-system")).body.metadata.uid;
      }),
    );
    expect(new Set(uids).size).toBe(3);
  });
});

describe("a Deployment on a real cluster", () => {
  it("becomes ready: the controllers make its pods, the scheduler places them, kwok runs them", async () => {
    expect((await prod.request("POST", deployments, deployment("ledger"))).status).toBe(201);
    await vi.waitFor(
      async () => {
        const { body } = await prod.request<Deployment>("GET", `${deployments}/ledger`);
        expect(body.status?.readyReplicas).toBe(3);
      },
      { timeout: 20_000, interval: 50 },
    );
    for (const pod of await podsOf("ledger")) expect(pod.spec.nodeName).toMatch(/^node-\d$/);
  });

  it("answers for its pods' logs, and runs a command in them, through the API server", async () => {
    await prod.request("POST", deployments, deployment("audit"));
    await vi.waitFor(async () => expect((await podsOf("audit")).filter(isReady)).toHaveLength(3), { timeout: 20_000, interval: 50 });
    const [pod] = await podsOf("audit");
    const log = await prod.request<string>("GET", `${pods}/${pod?.metadata.name}/log`);
    expect(log).toMatchObject({ status: 200, body: expect.stringContaining("started") });
    const exec = ["--kubeconfig", prod.kubeconfigPath, "--namespace", namespace, "exec", `${pod?.metadata.name}`, "--", "echo", "inside"];
    const { stdout } = await promisify(execFile)(programPath("kube", "kubectl"), exec);
    expect(stdout).toBe("inside\n");
  });

  it("stays unready while its pods are held, and gives a running pod its Ready back when it was taken", async () => {
    await prod.request("POST", deployments, deployment("held", { [HOLD_ANNOTATION]: "" }));
    await prod.request("POST", deployments, deployment("free"));
    await vi.waitFor(async () => expect((await podsOf("free")).filter(isReady)).toHaveLength(3), { timeout: 20_000, interval: 50 });
    expect((await podsOf("held")).filter(isReady)).toEqual([]);

    const [pod] = await podsOf("free");
    const path = `${pods}/${pod?.metadata.name}/status`;
    const notReady = { status: { conditions: [{ type: "Ready", status: "False", reason: "NodeNotReady" }] } };
    const taken = await prod.request("PATCH", path, notReady, { "content-type": "application/strategic-merge-patch+json" });
    expect(taken.status).toBe(200);
    await vi.waitFor(async () => expect((await podsOf("free")).filter(isReady)).toHaveLength(3), { timeout: 20_000, interval: 50 });
  });
});

describe("a ValidatingAdmissionPolicy on a real cluster", () => {
  it("denies what its expression forbids, in its namespace alone", async () => {
    const admission = "/apis/admissionregistration.k8s.io/v1";
    const rules = [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] }];
    await prod.request("POST", `${admission}/validatingadmissionpolicies`, {
      metadata: { name: namespace },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { resourceRules: rules },
        validations: [{ expression: "'owner' in object.metadata.labels", message: "name an owner" }],
      },
    });
    await prod.request("POST", `${admission}/validatingadmissionpolicybindings`, {
      metadata: { name: namespace },
      spec: {
        policyName: namespace,
        validationActions: ["Deny"],
        matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } },
      },
    });
    const create = (labels: Record<string, string>) =>
      prod.request<{ message?: string }>("POST", `/api/v1/namespaces/${namespace}/configmaps`, {
        metadata: { generateName: "c-", labels },
      });
    // The API server takes a policy up within seconds, not at once.
    await vi.waitFor(
      async () => {
        const { status, body } = await create({ team: "core" });
        expect(status).toBe(422);
        expect(body.message).toContain("name an owner");
      },
      { timeout: 30_000, interval: 200 },
    );
    expect((await create({ team: "core", owner: "ana" })).status).toBe(201);
  });
});
