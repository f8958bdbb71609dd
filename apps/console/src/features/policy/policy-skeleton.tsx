import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";

/** A policy that is on its way: its header and its panels. */
export function PolicySkeleton() {
  return (
    <Stack gap="m">
      <div className="flex h-20 flex-col justify-end gap-3 pb-2" aria-hidden="true">
        <SkeletonBar width="8rem" />
        <SkeletonBar width="16rem" />
        <div className="tick-rule" />
      </div>
      <CardSkeleton lines={6} />
      <CardSkeleton lines={8} />
    </Stack>
  );
}
