import type { KubeObject } from "../cluster-store";
import { ageOf } from "./age";
import { clusterColumns } from "./cluster-columns";
import type { Column } from "./table";
import { workloadColumns } from "./workload-columns";

/** The first column of every table. */
const name: Column = { name: "Name", type: "string", format: "name", cell: ({ metadata }: KubeObject) => metadata.name };
/** How long an object has been there. */
const age: Column = { name: "Age", type: "string", cell: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now) };
const createdAt: Column = { name: "Created At", type: "date", cell: ({ metadata }) => metadata.creationTimestamp };

/** Kinds whose tables are arranged in a way of their own. */
const UNUSUAL: Readonly<Record<string, readonly Column[]>> = {
  events: clusterColumns.events ?? [],
  "customresourcedefinitions.apiextensions.k8s.io": [name, createdAt],
  "clusterroles.rbac.authorization.k8s.io": [name, createdAt],
  "roles.rbac.authorization.k8s.io": [name, createdAt],
};

/** Columns of a built-in resource: its name, what matters of its kind, and its age before what is for the wide form. */
export function builtinColumns(key: string): readonly Column[] {
  const unusual = UNUSUAL[key];
  if (unusual) return unusual;
  const own = workloadColumns[key] ?? clusterColumns[key] ?? [];
  // Nodes show their version after their age.
  const at = key === "nodes" ? 2 : own.length;
  const wide = own.filter(({ priority = 0 }) => priority > 0);
  const narrow = own.filter((column) => !wide.includes(column));
  return [name, ...narrow.slice(0, at), age, ...narrow.slice(at), ...wide];
}
