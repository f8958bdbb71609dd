/** What is kept, as the audit trail names it. */
export const retentionTarget = (kind: string) => ({ kind: "retention", id: kind, name: kind, clusterId: null });
