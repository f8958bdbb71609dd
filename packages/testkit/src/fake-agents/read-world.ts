import type { AgentContract } from "@holdfast/contracts/command";
import { accessReview } from "@holdfast/contracts/queries/access-review";
import { chaosRead } from "@holdfast/contracts/queries/chaos-read";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { gatewayReadWeights } from "@holdfast/contracts/queries/gateway-read-weights";
import { httpProbe } from "@holdfast/contracts/queries/http-probe";
import { istioReadWeights } from "@holdfast/contracts/queries/istio-read-weights";
import { jobRead } from "@holdfast/contracts/queries/job-read";
import { networkReadFence } from "@holdfast/contracts/queries/network-read-fence";
import { objectRead } from "@holdfast/contracts/queries/object-read";
import { patroniRead } from "@holdfast/contracts/queries/patroni-read";
import { signalGet } from "@holdfast/contracts/queries/signal-get";
import { sqlProbe } from "@holdfast/contracts/queries/sql-probe";
import { vaultReadDr } from "@holdfast/contracts/queries/vault-read-dr";
import { veleroReadRestore } from "@holdfast/contracts/queries/velero-read-restore";
import { workloadRead } from "@holdfast/contracts/queries/workload-read";
import type { z } from "zod";
import { changeWorld } from "./change-world";
import { readFakeChaos } from "./experiments";
import { FakeRefusal } from "./fake-refusal";
import { readFakeFence } from "./fences";
import { readFakeFields } from "./field-objects";
import { readFakeRestore } from "./restores";
import { readFakePatroni, readFakePostgres, readFakeVault } from "./services";
import type { FakeCluster } from "./world";

type Answer = (cluster: FakeCluster, input: unknown) => unknown;

const answer =
  <I extends z.ZodType, O extends z.ZodType>(
    contract: AgentContract<I, O>,
    read: (cluster: FakeCluster, input: z.output<I>) => z.input<O>,
  ): Answer =>
  (cluster, input) =>
    contract.output.parse(read(cluster, contract.input.parse(input)));

const kinds: Readonly<Record<string, { group: string; resource: string }>> = {
  "workload.scale": { group: "apps", resource: "deployments/scale" },
  "istio.shift-weights": { group: "networking.istio.io", resource: "virtualservices" },
  "gateway.shift-weights": { group: "gateway.networking.k8s.io", resource: "httproutes" },
};

function rehearse(cluster: FakeCluster, name: string, input: unknown) {
  try {
    return { refusal: null, changes: changeWorld(cluster, name, input, true).changes };
  } catch (cause) {
    if (cause instanceof FakeRefusal) return { refusal: { reason: cause.reason, message: cause.message }, changes: [] };
    throw cause;
  }
}

function prometheus(cluster: FakeCluster, query: string) {
  const value = cluster.metrics.get(query) ?? [];
  if (!Array.isArray(value)) return JSON.stringify({ status: "error", errorType: "bad_data", error: value.error });
  const result = value.map((sample) => ({ metric: {}, value: [0, String(sample)] }));
  return JSON.stringify({ status: "success", data: { resultType: "vector", result } });
}

const answers: Readonly<Record<string, Answer>> = {
  [workloadRead.name]: answer(workloadRead, (cluster, input) => {
    const workload = cluster.workloads.get(`${input.namespace}/${input.name}`);
    return {
      exists: workload !== undefined,
      replicas: workload?.replicas ?? 0,
      readyReplicas: workload?.ready ?? 0,
      isObserved: true,
      autoscaler: workload?.autoscaler ?? null,
      gitOpsOwner: workload?.gitOpsOwner ?? null,
      perReplica: workload?.perReplica ?? { cpuMillis: 0, memoryBytes: 0 },
    };
  }),
  [istioReadWeights.name]: answer(istioReadWeights, (cluster, input) => {
    const route = cluster.routes.get(`${input.namespace}/${input.name}`);
    const isServed = !cluster.absentKinds.has("istio.shift-weights");
    return {
      isServed,
      exists: isServed && route !== undefined,
      weights: route?.weights ?? [],
      knownHosts: route?.weights.map((share) => share.host) ?? [],
    };
  }),
  [gatewayReadWeights.name]: answer(gatewayReadWeights, (cluster, input) => {
    const rule = cluster.rules.get(`${input.namespace}/${input.name}`);
    const isServed = !cluster.absentKinds.has("gateway.shift-weights");
    return { isServed, exists: isServed && rule !== undefined, weights: rule?.weights ?? [], parents: rule?.parents ?? [] };
  }),
  [networkReadFence.name]: readFakeFence,
  [veleroReadRestore.name]: readFakeRestore,
  [chaosRead.name]: readFakeChaos,
  [patroniRead.name]: readFakePatroni,
  [vaultReadDr.name]: readFakeVault,
  [sqlProbe.name]: readFakePostgres,
  [jobRead.name]: answer(jobRead, (cluster, { namespace, cronJob, job }) => ({
    hasCronJob: cluster.cronJobs.has(`${namespace}/${cronJob}`),
    job: cluster.jobs.get(`${namespace}/${job}`) ?? null,
  })),
  [accessReview.name]: answer(accessReview, (cluster, input) => {
    const of = (names: Set<string>) =>
      input.commands
        .filter((name) => names.has(name))
        .map((command) => ({ command, ...(kinds[command] ?? { group: "", resource: command }) }));
    return { missing: of(cluster.missingAccess).map((each) => ({ ...each, verb: "update" })), absentKinds: of(cluster.absentKinds) };
  }),
  [commandRehearse.name]: answer(commandRehearse, (cluster, input) => rehearse(cluster, input.name, input.input)),
  [httpProbe.name]: answer(httpProbe, (cluster, input) => {
    const page = cluster.pages.get(input.url);
    if (page === "OriginNotAllowed")
      return { refusal: "OriginNotAllowed" as const, message: "this origin is not allowed", status: null, durationMs: 0 };
    if (page === "NameUnknown")
      return { refusal: "Unreachable" as const, message: "getaddrinfo ENOTFOUND", isNameUnknown: true, status: null, durationMs: 1 };
    if (!page) return { refusal: "Unreachable" as const, message: "connection refused", status: null, durationMs: 1 };
    return { refusal: null, message: null, status: page.status, durationMs: 2 };
  }),
  [objectRead.name]: answer(objectRead, (cluster, { resource, namespace, name }) => {
    const object = cluster.things.get(`${resource} ${namespace}/${name}`) ?? null;
    return { refusal: object ? null : ("NotFound" as const), message: object ? "" : "there is none", object, isEditable: false };
  }),
  [signalGet.name]: answer(signalGet, (cluster, input) => {
    if (!cluster.hasPrometheus)
      return { refusal: "NotConfigured" as const, message: "no Prometheus is configured", status: null, body: "" };
    const query = input.params.find(([name]) => name === "query")?.[1] ?? "";
    return { refusal: null, message: null, status: 200, body: prometheus(cluster, query) };
  }),
};

/** What a cluster's agent answers to a query, checked against its contract. */
export function readWorld(cluster: FakeCluster, name: string, input: unknown): unknown {
  const read = answers[name];
  const fields = read ? undefined : readFakeFields(cluster, name, input);
  if (fields) return fields;
  if (!read) throw new RangeError(`the fake agents do not know the query ${name}`);
  return read(cluster, input);
}
