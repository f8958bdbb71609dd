import { isDeepStrictEqual } from "node:util";
import { argocdPause } from "@holdfast/contracts/commands/argocd-pause";
import { argocdRetarget } from "@holdfast/contracts/commands/argocd-retarget";
import { argocdSync } from "@holdfast/contracts/commands/argocd-sync";
import { cronJobSuspend } from "@holdfast/contracts/commands/cronjob-suspend";
import { dnsSetRecord } from "@holdfast/contracts/commands/dns-set-record";
import { hpaSetBounds } from "@holdfast/contracts/commands/hpa-set-bounds";
import { istioSetLocalityFailover } from "@holdfast/contracts/commands/istio-set-locality-failover";
import { karmadaSetEviction } from "@holdfast/contracts/commands/karmada-set-eviction";
import { karmadaSetPlacement } from "@holdfast/contracts/commands/karmada-set-placement";
import { mirrorMakerReverse } from "@holdfast/contracts/commands/mirrormaker-reverse";
import { mirrorMakerSetState } from "@holdfast/contracts/commands/mirrormaker-set-state";
import { postgresSetPrimary } from "@holdfast/contracts/commands/postgres-set-primary";
import { ramenSetAction } from "@holdfast/contracts/commands/ramen-set-action";
import { rolloutAbort } from "@holdfast/contracts/commands/rollout-abort";
import { rolloutPause } from "@holdfast/contracts/commands/rollout-pause";
import { rolloutPromote } from "@holdfast/contracts/commands/rollout-promote";
import { storageFence } from "@holdfast/contracts/commands/storage-fence";
import { zalandoSetStandby } from "@holdfast/contracts/commands/zalando-set-standby";
import type { Json, JsonObject } from "@holdfast/contracts/json";
import { argocdReadDestination } from "@holdfast/contracts/queries/argocd-read-destination";
import { argocdReadPause } from "@holdfast/contracts/queries/argocd-read-pause";
import { argocdReadSync } from "@holdfast/contracts/queries/argocd-read-sync";
import { cronJobReadSuspend } from "@holdfast/contracts/queries/cronjob-read-suspend";
import { dnsReadRecord } from "@holdfast/contracts/queries/dns-read-record";
import { hpaReadBounds } from "@holdfast/contracts/queries/hpa-read-bounds";
import { istioReadLocality } from "@holdfast/contracts/queries/istio-read-locality";
import { karmadaReadEviction } from "@holdfast/contracts/queries/karmada-read-eviction";
import { karmadaReadPlacement } from "@holdfast/contracts/queries/karmada-read-placement";
import { mirrorMakerReadDirection } from "@holdfast/contracts/queries/mirrormaker-read-direction";
import { mirrorMakerReadState } from "@holdfast/contracts/queries/mirrormaker-read-state";
import { postgresReadRole } from "@holdfast/contracts/queries/postgres-read-role";
import { ramenReadAction } from "@holdfast/contracts/queries/ramen-read-action";
import { rolloutReadAbort } from "@holdfast/contracts/queries/rollout-read-abort";
import { rolloutReadPause } from "@holdfast/contracts/queries/rollout-read-pause";
import { rolloutReadPromote } from "@holdfast/contracts/queries/rollout-read-promote";
import { storageReadFence } from "@holdfast/contracts/queries/storage-read-fence";
import { zalandoReadStandby } from "@holdfast/contracts/queries/zalando-read-standby";
import { type Changed, FakeRefusal } from "./fake-refusal";
import type { FakeCluster } from "./world";

/** An object of which a command sets declared fields. `follow` is the controller: told after each write. */
export interface FakeFields {
  values: JsonObject;
  status: Json;
  isObserved: boolean;
  gitOpsOwner: string | null;
  controller: string | null;
  follow: ((self: FakeFields) => void) | null;
}

/** An object with these fields, looked at by its controller. */
export const aFieldsObject = (values: JsonObject, status: Json, more: Partial<FakeFields> = {}): FakeFields => ({
  ...{ values, status, isObserved: true, gitOpsOwner: null, controller: null, follow: null },
  ...more,
});

/** Every command that sets declared fields, with the question that reads them back. A new one joins by its line. */
export const fieldContracts = [
  [hpaSetBounds, hpaReadBounds],
  [cronJobSuspend, cronJobReadSuspend],
  [argocdPause, argocdReadPause],
  [argocdRetarget, argocdReadDestination],
  [argocdSync, argocdReadSync],
  [rolloutPause, rolloutReadPause],
  [rolloutPromote, rolloutReadPromote],
  [rolloutAbort, rolloutReadAbort],
  [postgresSetPrimary, postgresReadRole],
  [istioSetLocalityFailover, istioReadLocality],
  [ramenSetAction, ramenReadAction],
  [mirrorMakerSetState, mirrorMakerReadState],
  [mirrorMakerReverse, mirrorMakerReadDirection],
  [storageFence, storageReadFence],
  [zalandoSetStandby, zalandoReadStandby],
  [karmadaSetEviction, karmadaReadEviction],
  [karmadaSetPlacement, karmadaReadPlacement],
  [dnsSetRecord, dnsReadRecord],
] as const;

/** Where a cluster keeps the object of a command. */
export const fieldsKey = (command: string, { namespace, name }: { namespace?: string | null; name: string }): string =>
  `${command} ${namespace ? `${namespace}/` : ""}${name}`;

/** Sets declared fields as the real commands do: if they are as expected, or already as wanted. */
export function setFakeFields(cluster: FakeCluster, command: string, given: unknown, isDryRun: boolean): Changed {
  const contract = fieldContracts.find(([each]) => each.name === command)?.[0];
  if (!contract) throw new FakeRefusal("CommandUnknown", `no command ${command}`);
  // The contract has just said so.
  const input = contract.input.parse(given) as { namespace: string | null; name: string; set: JsonObject; expect: JsonObject };
  const object = input.namespace === null ? input.name : `${input.namespace}/${input.name}`;
  const held = cluster.objects.get(fieldsKey(command, input));
  if (!held) throw new FakeRefusal("NotFound", `no object ${object}`);
  const previous = held.values;
  const hasChanged = !isDeepStrictEqual(previous, input.set);
  if (hasChanged && !isDeepStrictEqual(previous, input.expect))
    throw new FakeRefusal("FieldsDrifted", "the fields are not what the sender saw");
  if (hasChanged && !isDryRun) {
    held.values = input.set;
    held.follow?.(held);
  }
  const fields = hasChanged ? [{ path: "/spec", before: previous, after: input.set }] : [];
  return {
    ...{ object, value: JSON.stringify(input.set), hasChanged, output: { previous, hasChanged } },
    changes: [
      {
        ...{ apiVersion: "v1", kind: command, namespace: input.namespace, name: input.name, warnings: [] },
        ...{ operation: hasChanged ? ("update" as const) : ("none" as const), fields },
      },
    ],
  };
}

/** What a question about declared fields is answered with; undefined for another question. */
export function readFakeFields(cluster: FakeCluster, query: string, given: unknown): unknown {
  const pair = fieldContracts.find(([, each]) => each.name === query);
  if (!pair) return undefined;
  const [command, contract] = pair;
  const isServed = !cluster.absentKinds.has(command.name);
  const held = isServed ? cluster.objects.get(fieldsKey(command.name, contract.input.parse(given))) : undefined;
  return contract.output.parse({ isServed, found: held ?? null });
}
