import { LiveRegion } from "@holdfast/ui/live-region";
import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Columns, Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";

/** A page that is on its way. A page whose shape is known has a `loading.tsx` of its own, with its real columns. */
export function PageSkeleton() {
  const t = useTranslations("ui");
  return (
    <Stack gap="l">
      <LiveRegion>{t("loading")}</LiveRegion>
      <Stack gap="s">
        <SkeletonBar width="14rem" />
        <div className="tick-rule" aria-hidden="true" />
      </Stack>
      <Columns>
        <CardSkeleton />
        <CardSkeleton />
        <CardSkeleton />
      </Columns>
    </Stack>
  );
}
