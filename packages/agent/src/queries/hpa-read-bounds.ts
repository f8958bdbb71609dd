import { hpaReadBounds } from "@holdfast/contracts/queries/hpa-read-bounds";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { hpaBounds } from "../commands/hpa-set-bounds";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { defineQuery } from "./define-query";

interface Autoscaler extends KubeObject {
  readonly spec?: { readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string } };
  readonly status?: { readonly currentReplicas?: number };
}

/** `hpa.read-bounds`: the bounds of an autoscaler now, and the replicas of its workload. */
export const readHpaBounds = defineQuery({
  contract: hpaReadBounds,
  rbac: [mayGet(hpaBounds)],
  handle: ({ kube }, target) =>
    readFields(kube, hpaBounds, target, ({ spec, status }: Autoscaler) => ({
      currentReplicas: status?.currentReplicas ?? 0,
      target: { kind: spec?.scaleTargetRef?.kind ?? "", name: spec?.scaleTargetRef?.name ?? "" },
    })),
});
