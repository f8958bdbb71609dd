"use client";
import { Drawer } from "@holdfast/ui/dialog";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { DriftDetail } from "./drift-detail";

interface DriftDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One drift beside its list, found by its id: also when the list does not show it. */
export function DriftDrawer({ id, onClose }: DriftDrawerProps) {
  const t = useTranslations("drift");
  const query = useQuery(useTRPC().policy.drifts.queryOptions({ id }));
  return (
    <Drawer isOpen onClose={onClose} title={t("one")}>
      <Resolve
        query={query}
        loading={<SkeletonText lines={8} />}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<EmptyState title={t("absent")}>{t("absentHelp")}</EmptyState>}
      >
        {({ rows: [drift] }) => drift && <DriftDetail drift={drift} />}
      </Resolve>
    </Drawer>
  );
}
