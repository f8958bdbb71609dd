import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";

/** A report that is on its way. */
export function ReportSkeleton() {
  return (
    <Stack gap="m">
      <Stack gap="s">
        <SkeletonBar width="10rem" />
        <SkeletonBar width="20rem" />
        <div className="tick-rule" aria-hidden="true" />
      </Stack>
      <CardSkeleton lines={6} />
      <CardSkeleton lines={12} />
    </Stack>
  );
}
