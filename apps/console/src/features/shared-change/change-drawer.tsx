"use client";
import { Drawer } from "@holdfast/ui/dialog";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { ChangeDetail } from "./change-detail";

interface ChangeDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One change beside its list, found by its id: also when the list does not show it. */
export function ChangeDrawer({ id, onClose }: ChangeDrawerProps) {
  const t = useTranslations("change");
  const query = useQuery(useTRPC().history.get.queryOptions({ id }));
  return (
    <Drawer isOpen onClose={onClose} title={t("one")}>
      <Resolve query={query} loading={<SkeletonText lines={8} />} isEmpty={() => false} empty={null}>
        {(change) => <ChangeDetail change={change} />}
      </Resolve>
    </Drawer>
  );
}
