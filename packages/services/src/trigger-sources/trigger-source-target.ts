import type { AuditTarget } from "@holdfast/contracts/audit";
import type { NewEvent } from "@holdfast/db/event-log";

/** The audit target of a trigger source. */
export const sourceTarget = ({ id, name }: { readonly id: string; readonly name: string }): AuditTarget => ({
  ...{ kind: "trigger-source", id, name, clusterId: null },
});

/** Tells the pages that there is another source, or one less. */
export const sourcesChanged = (id: string): NewEvent => ({
  ...{ type: "guards.changed", clusterIds: [], subject: { kind: "trigger-source", id }, payload: {} },
});
