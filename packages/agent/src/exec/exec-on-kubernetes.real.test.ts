import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAuthority } from "@holdfast/testkit/testbed/pki";
import type { SharedTestbed } from "@holdfast/testkit/testbed/real-setup";
import { createServiceAccount } from "@holdfast/testkit/testbed/service-account";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { testFolder } from "../../test/an-agent";
import { strandedPod } from "../../test/contract/fixtures";
import { type FakeKubelet, startFakeKubelet } from "../../test/fake-kubelet";
import { openAccess } from "../kube/access";
import { clusterRole } from "../rbac/cluster-role";
import type { ExecChannel, OpenExec } from "./exec-channel";
import { execSocket } from "./exec-socket";

const folder = testFolder();
let cluster: TestCluster | undefined;
let kubelet: FakeKubelet | undefined;
let [permitted, unpermitted] = [] as unknown as [OpenExec, OpenExec];

async function made(path: string, body: object): Promise<void> {
  const { status, body: answer } = await (cluster as TestCluster).request("POST", path, body);
  expect([200, 201], JSON.stringify(answer)).toContain(status);
}

beforeAll(async () => {
  const testbed: SharedTestbed = inject("testbed");
  if (!testbed.clusters) return;
  const authority = await createAuthority("kubelets");
  const ca = join(folder.path, "kubelets.crt");
  writeFileSync(ca, authority.certificatePem);
  kubelet = await startFakeKubelet(await authority.issueServer("kubelet"));
  cluster = await startCluster({
    ...{ name: "exec", nodes: 0, components: ["etcd", "apiserver", "controllerManager"] },
    // WebSockets go on to the kubelet as they are, where they would be put into SPDY else.
    extraArguments: { apiserver: [`--kubelet-certificate-authority=${ca}`, "--feature-gates=ExtendWebSocketsToKubelet=true"] },
  });
  await made("/api/v1/nodes", {
    metadata: { name: "nowhere" },
    status: {
      addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
      daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } },
      declaredFeatures: ["ExtendWebSocketsToKubelet"],
    },
  });
  await made("/api/v1/namespaces/default/pods", strandedPod("web"));
  const wayIn = async (name: string, isExecAllowed: boolean) => {
    const rules = clusterRole([], [], false, isExecAllowed).rules;
    const account = await createServiceAccount(cluster as TestCluster, { namespace: "default", name, rules });
    return execSocket(await openAccess({ kubeconfig: account.kubeconfigPath }, () => performance.now()), "test");
  };
  [permitted, unpermitted] = [await wayIn("with", true), await wayIn("without", false)];
}, 180_000);
afterAll(async () => {
  kubelet?.close();
  await cluster?.stop();
  folder.remove();
});

const target = { namespace: "default", pod: "web", container: "app", command: ["sh", "-c", "a b"], account: "default" };
async function watched(): Promise<{ channel: ExecChannel; shown: () => string }> {
  const channel = await permitted(target, 10_000);
  let shown = "";
  channel.onOutput((bytes) => {
    shown += bytes.toString("utf8");
  });
  return { channel, shown: () => shown };
}

describe("exec through a real API server, to a kubelet behind it", () => {
  it("passes on the command, what is typed, the size and the exit code, under exactly the agent's rights", async () => {
    const { channel, shown } = await watched();
    await vi.waitFor(() => expect(shown()).toContain("$ "), { timeout: 10_000 });
    channel.resize({ columns: 132, rows: 50 });
    channel.write("grüß dich 你");
    await vi.waitFor(() => expect(shown()).toContain("[132x50]"), { timeout: 10_000 });
    await vi.waitFor(() => expect(shown()).toContain("grüß dich 你"), { timeout: 10_000 });
    channel.write("exit");
    expect(await channel.ended).toEqual({ exitCode: 7, message: "" });
    expect(kubelet?.asked.at(-1)).toMatchObject({ path: "/exec/default/web/app", command: target.command });
  });

  it("hangs up on the kubelet when the terminal is closed", async () => {
    const { channel, shown } = await watched();
    await vi.waitFor(() => expect(shown()).toContain("$ "), { timeout: 10_000 });
    channel.close();
    await channel.ended;
    await vi.waitFor(() => expect(kubelet?.open()).toBe(0), { timeout: 10_000 });
  });

  it("is refused to an account without the right, in the API server's words", async () => {
    await expect(unpermitted(target, 10_000)).rejects.toMatchObject({ code: 403, message: expect.stringContaining("pods/exec") });
  });
});
