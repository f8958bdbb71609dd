import type { AgentContract } from "@holdfast/contracts/command";
import { cronJobSuspend } from "@holdfast/contracts/commands/cronjob-suspend";
import { hpaSetBounds } from "@holdfast/contracts/commands/hpa-set-bounds";
import type { JsonObject } from "@holdfast/contracts/json";
import { cronJobReadSuspend } from "@holdfast/contracts/queries/cronjob-read-suspend";
import { hpaReadBounds } from "@holdfast/contracts/queries/hpa-read-bounds";
import type { z } from "zod";
import { NAMESPACE } from "./fixtures";

/** One command that sets declared fields, as the shared cases try it. */
export interface FieldCase {
  readonly command: AgentContract<z.ZodType, z.ZodType>;
  readonly query: AgentContract<z.ZodType, z.ZodType>;
  /** Where its objects are, and one of them. */
  readonly path: string;
  readonly object: object;
  /** The definition that brings the kind; null for one that Kubernetes has. */
  readonly definition: object | null;
  readonly from: JsonObject;
  readonly to: JsonObject;
  /** The changes that the receipt tells. */
  readonly changes: readonly { path: string; before: unknown; after: unknown }[];
  /** How somebody else changes the fields, as a merge patch. */
  readonly strange: object;
}

const custom = (group: string, version: string, plural: string) => `/apis/${group}/${version}/namespaces/${NAMESPACE}/${plural}`;
const template = {
  metadata: { labels: { app: "core" } },
  spec: { restartPolicy: "Never", containers: [{ name: "app", image: "bank.example/core:1" }] },
};

/** Every command that sets declared fields. A new one joins by its entry. */
export const fieldCases: readonly FieldCase[] = [
  {
    command: hpaSetBounds,
    query: hpaReadBounds,
    path: custom("autoscaling", "v2", "horizontalpodautoscalers"),
    object: { spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "core" }, minReplicas: 2, maxReplicas: 5 } },
    definition: null,
    from: { minReplicas: 2, maxReplicas: 5 },
    to: { minReplicas: 4, maxReplicas: 9 },
    changes: [
      { path: "/spec/minReplicas", before: 2, after: 4 },
      { path: "/spec/maxReplicas", before: 5, after: 9 },
    ],
    strange: { spec: { minReplicas: 3 } },
  },
  {
    command: cronJobSuspend,
    query: cronJobReadSuspend,
    path: custom("batch", "v1", "cronjobs"),
    object: { spec: { schedule: "0 3 1 1 *", jobTemplate: { spec: { template } } } },
    definition: null,
    from: { suspend: false },
    to: { suspend: true },
    changes: [{ path: "/spec/suspend", before: false, after: true }],
    strange: { spec: { suspend: true } },
  },
];
