import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ClusterId, PolicyId } from "@holdfast/contracts/ids";
import { SavePolicy } from "@holdfast/contracts/policy";
import { ListDrifts } from "@holdfast/contracts/policy-drift";
import { MOST_CORRECTIONS } from "@holdfast/domain/policy/drift-gates";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { registerCluster } from "@holdfast/services/clusters/register-cluster";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { consoleCredentials } from "@holdfast/services/live/console-credentials";
import { hubConnections } from "@holdfast/services/live/hub-connections";
import { livePort } from "@holdfast/services/live/live-port";
import { readPublicInstallation } from "@holdfast/services/pki/public-installation";
import { previewPolicy } from "@holdfast/services/policies/preview-policy";
import { pushPolicy } from "@holdfast/services/policies/push-policy";
import { savePolicy } from "@holdfast/services/policies/save-policy";
import { listDrifts } from "@holdfast/services/policy-drift/list-drifts";
import { setOnDrift } from "@holdfast/services/policy-drift/set-on-drift";
import { theSystem } from "@holdfast/testkit/people";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { auditWebhook } from "@holdfast/testkit/testbed/audit-webhook";
import { freePorts } from "@holdfast/testkit/testbed/free-ports";
import { programPath } from "@holdfast/testkit/testbed/program-paths";
import type { SharedTestbed } from "@holdfast/testkit/testbed/real-setup";
import { startCluster, type TestCluster } from "@holdfast/testkit/testbed/start-cluster";
import { until } from "@holdfast/testkit/testbed/until";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubProcess, spawnHub } from "../../test/spawn-hub";

const run = promisify(execFile);
/** Names the global setup, for the compiler. */
export type Testbed = SharedTestbed;
const repository = join(import.meta.dirname, "../../../..");
const WITHIN_15_S = { timeout: 15_000, interval: 100 };
const NAME = "no-latest";
const MALLORY = "mallory@bank.example";
const PATH = `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${NAME}`;

const yaml = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${NAME} }
spec:
  failurePolicy: Fail
  matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }] }
  validations: [{ expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))", message: "images must name a version" }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: ${NAME} }
spec: { policyName: ${NAME}, validationActions: [Deny] }
`;

const db = suiteDatabase();
const home = mkdtempSync(join(tmpdir(), "holdfast-drift-"));
let me: ServiceContext;
let hub: HubProcess;
let cluster: TestCluster;
let agent: ReturnType<typeof spawn>;
let clusterId: ClusterId;
let policyId: PolicyId;

/** What the runbook tells the owner of an API server to send. */
const documented = () => /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(repository, "docs/runbooks/drift.md"), "utf8"))?.[1] ?? "";

/** kubectl as somebody who may do everything, under a name of their own. */
const kubectl = (args: readonly string[], editor = "true") =>
  run(programPath("kube", "kubectl"), ["--kubeconfig", cluster.kubeconfigPath, "--as", MALLORY, "--as-group", "system:masters", ...args], {
    env: { ...process.env, KUBE_EDITOR: editor },
  });
const editPolicy = (from: string, to: string) => kubectl(["edit", "validatingadmissionpolicy", NAME], `sed -i s/${from}/${to}/`);
const failurePolicy = async () => ((await cluster.request("GET", PATH)).body as { spec: { failurePolicy: string } }).spec.failurePolicy;
const drifts = async (withEnded = false) => (await listDrifts(me, ListDrifts.parse({ policyId, withEnded }))).rows;
const state = async () => (await db.prisma.policyDeployment.findFirst({ where: { policyId } }))?.state;

beforeAll(async () => {
  me = theSystem(db);
  await run(process.execPath, ["build.mjs"], { cwd: join(repository, "packages", "agent") });
  const [audit = 0, enrolment = 0, link = 0, internal = 0] = await freePorts(4);
  const { apiserverArguments, receiver } = await auditWebhook(home, audit, documented());
  hub = await spawnHub({ hubId: "one", databaseUrl: db.url, dataFolder: home, ports: [enrolment, link, internal] });
  cluster = await startCluster({
    ...{ name: "drift", nodes: 1, components: ["etcd", "apiserver"] },
    extraArguments: { apiserver: apiserverArguments },
  });
  clusterId = (await registerCluster(me, { name: "drift", environment: "test", region: "cn", labels: {} })).id as ClusterId;
  const { token } = await issueEnrolmentToken(me, clusterId);
  const { caPin } = readPublicInstallation(home);
  agent = spawn(
    process.execPath,
    [
      ...[
        join(repository, "packages/agent/dist/agent.js"),
        "run",
        "--data",
        join(home, "agent"),
        "--hub",
        `https://127.0.0.1:${enrolment}`,
      ],
      ...["--cluster", clusterId, "--ca-pin", caPin, "--kubeconfig", cluster.kubeconfigPath, "--audit-listen", `127.0.0.1:${audit}`],
      ...["--audit-cert", receiver.certificatePath, "--audit-key", receiver.keyPath, "--audit-token-file", receiver.tokenPath],
    ],
    { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, HOLDFAST_TOKEN: token } },
  );
  const isConnected = async () => (await db.prisma.agentLink.findUnique({ where: { clusterId } }))?.state === "connected";
  await until("the agent", isConnected, { timeoutMs: 60_000 });
  const live = livePort(db, hubConnections(consoleCredentials(home, "holdfast.test")));
  policyId = (await savePolicy(me, SavePolicy.parse({ name: NAME, yaml, placement: {}, basedOnVersion: 0 }))).id as PolicyId;
  const isPreviewed = async () => {
    await previewPolicy(me, live, { policyId, version: 1 });
    return (await db.prisma.policyPreview.findFirst({ where: { policyId } }))?.state === "previewed";
  };
  // A busy machine may lose the link for a moment.
  await until("the preview", isPreviewed, { timeoutMs: 60_000 });
  // What the version would deny is judged first.
  const isPushed = () =>
    pushPolicy(me, { policyId, version: 1 }).then(
      () => true,
      () => false,
    );
  await until("the judging", isPushed, { timeoutMs: 60_000 });
  await until("the push", async () => (await state()) === "applied", { timeoutMs: 60_000 });
});
afterAll(async () => {
  agent?.kill("SIGKILL");
  hub?.signal("SIGKILL");
  await hub?.ended;
  await cluster?.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
});

describe("a pushed object on a real API server that sends its audit log to the agent", { timeout: 150_000 }, () => {
  it("that somebody edits by kubectl drifts within 15 s, with the fields, the manager and the user's name", async () => {
    await editPolicy("Fail", "Ignore");
    await expect
      .poll(() => drifts(), WITHIN_15_S)
      .toMatchObject([
        {
          kind: "ValidatingAdmissionPolicy",
          what: "changed",
          fields: [{ path: "/spec/failurePolicy", before: "Fail", after: "Ignore" }],
          managers: [{ manager: "kubectl-edit" }],
          author: { user: MALLORY, manager: "kubectl-edit" },
        },
      ]);
    expect(await state()).toBe("drifted");
  });

  it("is corrected within 15 s once the policy corrects, and drifts no more", async () => {
    await setOnDrift(me, { policyId, onDrift: "correct" });
    await expect.poll(async () => (await drifts(true))[0], WITHIN_15_S).toMatchObject({ ending: "corrected", author: { user: MALLORY } });
    expect(await failurePolicy()).toBe("Fail");
    expect(await state()).toBe("applied");
  });

  it("that somebody deletes is told with their name, and put there again", async () => {
    await kubectl(["delete", "validatingadmissionpolicybinding", NAME]);
    await expect
      .poll(async () => (await drifts(true))[0], WITHIN_15_S)
      .toMatchObject({
        kind: "ValidatingAdmissionPolicyBinding",
        what: "deleted",
        ending: "corrected",
        author: { user: MALLORY, verb: "delete" },
      });
    const binding = await cluster.request("GET", `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/${NAME}`);
    expect(binding.status).toBe(200);
  });

  it("that keeps being changed is corrected so many times an hour and no more, and is told as such", async () => {
    for (let corrections = 1; corrections < MOST_CORRECTIONS; corrections++) {
      await editPolicy("Fail", "Ignore");
      await expect.poll(failurePolicy, WITHIN_15_S).toBe("Fail");
      await expect.poll(() => drifts(), WITHIN_15_S).toEqual([]);
    }
    await editPolicy("Fail", "Ignore");
    await expect
      .poll(() => drifts(), WITHIN_15_S)
      .toMatchObject([{ isHeld: true, corrections: [], message: expect.stringContaining("keeps coming back") }]);
    expect(await failurePolicy()).toBe("Ignore");
  });
});
