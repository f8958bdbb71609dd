import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";

/** A plan's page that is on its way. */
export function PlanSkeleton() {
  return (
    <Stack gap="m">
      <Stack gap="s">
        <SkeletonBar width="10rem" />
        <SkeletonBar width="16rem" />
        <div className="tick-rule" aria-hidden="true" />
      </Stack>
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <CardSkeleton lines={12} />
        <CardSkeleton lines={9} />
      </div>
    </Stack>
  );
}
