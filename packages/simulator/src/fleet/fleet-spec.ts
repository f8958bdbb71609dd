import { z } from "zod";
import type { ObjectDraft } from "../kube/cluster-store";

const Quantity = z.string().regex(/^\d+(\.\d+)?(m|Ki|Mi|Gi|Ti)?$/, "must be a quantity such as 500m or 16Gi");
const Name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "must be a DNS label");

/** The nodes of a cluster, all alike; the first ones are its control plane and take no other pods. */
const Nodes = z.strictObject({
  count: z.number().int().min(1).max(5000),
  controlPlane: z.number().int().min(0).max(9).default(0),
  cpu: Quantity,
  memory: Quantity,
  zones: z.array(Name).min(1),
});

/** One cluster of a fleet: what it is, its nodes, and the values that its manifests are filled with. */
export const ClusterSpec = z.strictObject({
  name: Name,
  environment: z.enum(["production", "dr", "test"]),
  region: Name,
  nodes: Nodes,
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
export type ClusterSpec = z.infer<typeof ClusterSpec>;

/** A fleet as a file: its clusters, and the files whose objects every cluster gets. */
export const FleetSpec = z.strictObject({
  apiVersion: z.literal("simulation.holdfast.dev/v1alpha1"),
  kind: z.literal("Fleet"),
  spec: z.strictObject({
    seed: z.number().int().default(1),
    manifests: z.array(z.string().regex(/^[a-z0-9-]+\.yaml$/)),
    clusters: z.array(ClusterSpec).min(1),
  }),
});
export type FleetSpec = z.infer<typeof FleetSpec>;

/** A fleet that can be simulated: its clusters, and the objects of each. */
export interface Fleet {
  readonly seed: number;
  readonly clusters: readonly FleetCluster[];
}

/** One cluster of a fleet, with everything that it holds at first. */
export interface FleetCluster {
  readonly name: string;
  readonly environment: string;
  readonly region: string;
  /** In the order in which they are made: what others need comes first. */
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  /** Objects that are stored as they are, without being checked: large ones that a program made. */
  readonly prepared?: readonly PreparedObject[];
  readonly hasControllers?: boolean;
  readonly historyLimit?: number;
}

/** An object in the form in which it is stored. */
export interface PreparedObject {
  readonly resource: string;
  readonly draft: ObjectDraft;
}
