import { createPolicyAdmission } from "../admission/policy-admission";
import { followPolicyTypes } from "../admission/type-checking";
import { tracksGeneration } from "./builtin-types";
import type { ClusterApi } from "./cluster-api";
import { followCustomDefinitions } from "./custom-definitions";
import { createResourceRegistry } from "./resource-registry";
import { createClusterStore } from "./store/memory-cluster-store";

/** What makes one cluster: its name, its clock, its source of randomness, and how much of its history it keeps. */
export interface ClusterApiOptions {
  readonly name: string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly historyLimit?: number;
}

const SYSTEM_NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** The API of a new cluster: an empty store but for the system's namespaces, definitions served, policies enforced. */
export function createClusterApi(options: ClusterApiOptions): ClusterApi {
  const { now, random } = options;
  const store = createClusterStore({ ...options, tracksGeneration });
  const types = createResourceRegistry();
  followCustomDefinitions(store, types, now);
  followPolicyTypes(store, types);
  for (const name of SYSTEM_NAMESPACES) {
    const labels = { "kubernetes.io/metadata.name": name };
    store.create("namespaces", {
      ...{ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } },
      ...{ spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } },
    });
  }
  return { store, types, now, random, admission: createPolicyAdmission(store) };
}
