import type { AgentContract } from "@holdfast/contracts/command";
import { chaosInject } from "@holdfast/contracts/commands/chaos-inject";
import { gatewayShiftWeights } from "@holdfast/contracts/commands/gateway-shift-weights";
import { istioShiftWeights } from "@holdfast/contracts/commands/istio-shift-weights";
import { jobRun } from "@holdfast/contracts/commands/job-run";
import { networkFence } from "@holdfast/contracts/commands/network-fence";
import { patroniSwitchover } from "@holdfast/contracts/commands/patroni-switchover";
import { vaultPromoteDr } from "@holdfast/contracts/commands/vault-promote-dr";
import { veleroRestore } from "@holdfast/contracts/commands/velero-restore";
import { warrantHold } from "@holdfast/contracts/commands/warrant-hold";
import { warrantRevoke } from "@holdfast/contracts/commands/warrant-revoke";
import { workloadScale } from "@holdfast/contracts/commands/workload-scale";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import { Warrant } from "@holdfast/contracts/warrant";
import type { z } from "zod";
import { setFakeChaos } from "./experiments";
import { type Changed, FakeRefusal } from "./fake-refusal";
import { setFakeFence } from "./fences";
import { setFakeFields } from "./field-objects";
import { setFakeRestore } from "./restores";
import { promoteFakeVault, switchFakePatroni } from "./services";
import type { FakeCluster, FakeWorkload } from "./world";

type Handler = (cluster: FakeCluster, input: unknown, isDryRun: boolean) => Changed;

const handler =
  <I extends z.ZodType>(
    contract: AgentContract<I, z.ZodType>,
    handle: (cluster: FakeCluster, input: z.output<I>, isDryRun: boolean) => Changed,
  ): Handler =>
  (cluster, input, isDryRun) =>
    handle(cluster, contract.input.parse(input), isDryRun);

const change = (kind: string, namespace: string, name: string, path: string, before: Json, after: Json): ObjectChange => ({
  apiVersion: "v1",
  kind,
  namespace,
  name,
  operation: JSON.stringify(before) === JSON.stringify(after) ? "none" : "update",
  fields: [{ path, before, after }],
  warnings: [],
});

function settle(workload: FakeWorkload): void {
  if (workload.readyAfterMs === null) return;
  if (workload.readyAfterMs === 0) workload.ready = workload.replicas;
  else
    setTimeout(() => {
      workload.ready = workload.replicas;
    }, workload.readyAfterMs).unref();
}

interface Share {
  readonly weight: number;
}

/** Sets weights as the real commands do: if they are as expected, or already as wanted. */
function shift<S extends Share>(
  held: { weights: S[] },
  wanted: readonly S[],
  expected: readonly S[],
  keyOf: (share: S) => string,
  isDryRun: boolean,
) {
  const same = (one: readonly S[], other: readonly S[]) =>
    one.length === other.length && one.every((share) => other.some((each) => keyOf(each) === keyOf(share) && each.weight === share.weight));
  const previous = held.weights;
  if (same(previous, wanted)) return { previous, hasChanged: false };
  if (!same(previous, expected)) throw new FakeRefusal("WeightsDrifted", "the weights are not what the sender saw");
  if (!isDryRun)
    held.weights = previous.map((share) => ({
      ...share,
      weight: wanted.find((each) => keyOf(each) === keyOf(share))?.weight ?? share.weight,
    }));
  return { previous, hasChanged: true };
}

const inWords = (shares: readonly (Share & { host?: string; name?: string })[]) =>
  shares.map((share) => `${share.host ?? share.name}=${share.weight}`).join(" ");

const handlers: Readonly<Record<string, Handler>> = {
  [workloadScale.name]: handler(workloadScale, (cluster, input, isDryRun) => {
    const key = `${input.namespace}/${input.name}`;
    const workload = cluster.workloads.get(key);
    if (!workload) throw new FakeRefusal("NotFound", `no workload ${key}`);
    if (workload.autoscaler !== null) throw new FakeRefusal("OwnedByAutoscaler", `${workload.autoscaler} sets the replicas`);
    const previous = workload.replicas;
    const hasChanged = previous !== input.replicas;
    if (hasChanged && previous !== input.expectReplicas) throw new FakeRefusal("ReplicasDrifted", `${key} has ${previous} replicas`);
    if (hasChanged && !isDryRun) {
      workload.replicas = input.replicas;
      settle(workload);
    }
    return {
      object: key,
      value: String(input.replicas),
      hasChanged,
      output: { previous, hasChanged },
      changes: [change(input.kind, input.namespace, input.name, "/spec/replicas", previous, input.replicas)],
    };
  }),
  [istioShiftWeights.name]: handler(istioShiftWeights, (cluster, input, isDryRun) => {
    const key = `${input.namespace}/${input.name}`;
    const route = cluster.routes.get(key);
    if (!route) throw new FakeRefusal("NotFound", `no route ${key}`);
    const { previous, hasChanged } = shift(route, input.weights, input.expectWeights, (share) => `${share.host}/${share.subset}`, isDryRun);
    return {
      object: key,
      value: inWords(input.weights),
      hasChanged,
      output: { previous, hasChanged },
      changes: [
        change("VirtualService", input.namespace, input.name, "/spec/http/0/route", previous, hasChanged ? input.weights : previous),
      ],
    };
  }),
  [gatewayShiftWeights.name]: handler(gatewayShiftWeights, (cluster, input, isDryRun) => {
    const key = `${input.namespace}/${input.name}`;
    const rule = cluster.rules.get(key);
    if (!rule) throw new FakeRefusal("NotFound", `no rule ${key}`);
    const { previous, hasChanged } = shift(
      rule,
      input.weights,
      input.expectWeights,
      (share) => `${share.namespace}/${share.name}:${share.port}`,
      isDryRun,
    );
    return {
      object: key,
      value: inWords(input.weights),
      hasChanged,
      output: { previous, hasChanged },
      changes: [
        change("HTTPRoute", input.namespace, input.name, "/spec/rules/0/backendRefs", previous, hasChanged ? input.weights : previous),
      ],
    };
  }),
  [warrantHold.name]: handler(warrantHold, (cluster, { envelope }) => {
    const warrant = Warrant.parse(JSON.parse(Buffer.from(envelope.payload, "base64").toString()));
    cluster.warrant = warrant;
    const output = { warrantId: warrant.id, expiresAt: warrant.expiresAt };
    return { object: warrant.id, value: "held", hasChanged: false, output, changes: [] };
  }),
  [warrantRevoke.name]: handler(warrantRevoke, (cluster, { runId }) => {
    const isKnown = cluster.warrant?.runId === runId;
    cluster.warrant = null;
    return { object: runId, value: "revoked", hasChanged: false, output: { isKnown, end: null }, changes: [] };
  }),
  [networkFence.name]: setFakeFence,
  [veleroRestore.name]: setFakeRestore,
  [chaosInject.name]: setFakeChaos,
  [patroniSwitchover.name]: switchFakePatroni,
  [vaultPromoteDr.name]: promoteFakeVault,
  [jobRun.name]: handler(jobRun, (cluster, { namespace, cronJob, job }, isDryRun) => {
    if (!cluster.cronJobs.has(`${namespace}/${cronJob}`)) throw new FakeRefusal("NotFound", `no CronJob ${cronJob}`);
    const object = `${namespace}/${job}`;
    const hasChanged = !cluster.jobs.has(object);
    if (hasChanged && !isDryRun) cluster.jobs.set(object, { state: "running", said: "" });
    const operation = hasChanged ? ("create" as const) : ("none" as const);
    const made = { apiVersion: "batch/v1", kind: "Job", namespace, name: job, operation, fields: [], warnings: [] };
    return { object, value: cronJob, hasChanged, output: { hasChanged }, changes: [made] };
  }),
};

/** Does a command in a cluster, or with `isDryRun` says what it would do. Throws `FakeRefusal`. */
export function changeWorld(cluster: FakeCluster, name: string, input: unknown, isDryRun: boolean): Changed {
  const handle = handlers[name];
  return handle ? handle(cluster, input, isDryRun) : setFakeFields(cluster, name, input, isDryRun);
}
