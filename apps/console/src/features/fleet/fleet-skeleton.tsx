import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";

function LaneSkeleton() {
  return (
    <Stack gap="s">
      <SkeletonBar width="6rem" />
      <CardSkeleton lines={8} />
    </Stack>
  );
}

/** The home page on its way: three lanes, the map, and the column beside them. */
export function FleetSkeleton() {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="flex min-w-0 flex-col gap-4 xl:order-last">
        <CardSkeleton lines={3} />
        <CardSkeleton lines={3} />
      </div>
      <Stack gap="m">
        <div className="grid gap-4 md:grid-cols-3">
          <LaneSkeleton />
          <LaneSkeleton />
          <LaneSkeleton />
        </div>
        <CardSkeleton lines={6} />
        <CardSkeleton lines={8} />
      </Stack>
    </div>
  );
}
