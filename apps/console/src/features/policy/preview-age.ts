import type { PolicyPreview } from "@holdfast/contracts/policy";

/** After an hour the clusters may have moved on; a preview is then drawn as old, though it still opens the way to a push. */
export const PREVIEW_BUDGET_MS = 60 * 60_000;

/** When the oldest of the answers was given: a preview is as old as the oldest thing that it says. Null without any. */
export const oldestPreview = (previews: readonly PolicyPreview[]): Date | null =>
  previews.reduce<Date | null>(
    (oldest, { previewedAt }) => (oldest === null || previewedAt.getTime() < oldest.getTime() ? previewedAt : oldest),
    null,
  );

/** How many objects a dry run would create, update and delete, and how often the API server warned. */
export interface ChangeCounts {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly none: number;
  readonly warnings: number;
}

/** Counts what one cluster's dry run would change. */
export function changeCounts(preview: PolicyPreview): ChangeCounts {
  const count = (operation: PolicyPreview["changes"][number]["operation"]) =>
    preview.changes.filter((change) => change.operation === operation).length;
  return {
    create: count("create"),
    update: count("update"),
    delete: count("delete"),
    none: count("none"),
    warnings: preview.changes.reduce((sum, change) => sum + change.warnings.length, 0),
  };
}
