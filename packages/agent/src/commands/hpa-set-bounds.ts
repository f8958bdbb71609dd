import { HpaBounds, hpaSetBounds } from "@holdfast/contracts/commands/hpa-set-bounds";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

/** The bounds of a HorizontalPodAutoscaler. */
export const hpaBounds = declaredFields({
  kind: { group: "autoscaling", plural: "horizontalpodautoscalers", kind: "HorizontalPodAutoscaler", versions: ["v2", "v1"] },
  values: HpaBounds,
  pointers: { minReplicas: "/spec/minReplicas", maxReplicas: "/spec/maxReplicas" },
  absent: { minReplicas: 1 },
});

/** `hpa.set-bounds`: how few and how many replicas an autoscaler may choose, and nothing else of it. */
export const setHpaBounds = defineCommand({
  contract: hpaSetBounds,
  rbac: maySet(hpaBounds),
  handle: ({ kube }, order) => setFields(kube, hpaBounds, order),
});
