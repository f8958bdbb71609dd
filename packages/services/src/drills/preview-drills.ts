import type { DrillPreview, PreviewDrills } from "@holdfast/contracts/drill";
import { drillsAfter } from "@holdfast/domain/drill/drill-times";
import type { ServiceContext } from "../context/service-context";

const NEXT = 5;

/** When times would fall next. Nothing is looked up, so whoever may look at failovers may ask. */
export const previewDrills = async ({ now }: ServiceContext, { times }: PreviewDrills): Promise<DrillPreview> => ({
  next: drillsAfter(times, now(), NEXT),
});
