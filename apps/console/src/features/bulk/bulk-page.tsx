"use client";
import type { BulkId } from "@holdfast/contracts/ids";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { BulkDetailView } from "./bulk-detail-view";

/** One bulk order, as it goes: what becomes of each object is on the page a moment later. */
export function BulkPage({ bulkId }: { readonly bulkId: BulkId }) {
  const t = useTranslations("bulk");
  const query = useQuery(useTRPC().bulk.get.queryOptions({ bulkId }));
  return (
    <Resolve
      query={query}
      loading={
        <Stack gap="m">
          <PageHeader title={t("crumb")} />
          <CardSkeleton lines={3} />
          <CardSkeleton lines={8} />
        </Stack>
      }
      isEmpty={() => false}
      empty={null}
    >
      {(bulk) => <BulkDetailView bulk={bulk} />}
    </Resolve>
  );
}
