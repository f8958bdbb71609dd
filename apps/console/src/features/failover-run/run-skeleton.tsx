import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";

/** A run's page that is on its way. */
export function RunSkeleton() {
  return (
    <Stack gap="m">
      <Stack gap="s">
        <SkeletonBar width="10rem" />
        <SkeletonBar width="20rem" />
        <div className="tick-rule" aria-hidden="true" />
      </Stack>
      <CardSkeleton lines={4} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(18rem,1fr)]">
        <CardSkeleton lines={12} />
        <CardSkeleton lines={8} />
      </div>
    </Stack>
  );
}
