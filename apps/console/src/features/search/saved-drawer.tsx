"use client";
import { Drawer } from "@holdfast/ui/dialog";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { SavedItem } from "./saved-item";

interface SavedDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The searches that the reader keeps, and those that others share. */
export function SavedDrawer({ isOpen, onClose }: SavedDrawerProps) {
  const t = useTranslations("search");
  const saved = useQuery(useTRPC().search.saved.queryOptions(undefined, { enabled: isOpen }));
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={t("saved")}>
      <Resolve
        query={saved}
        loading={<SkeletonText lines={4} />}
        isEmpty={(searches) => searches.length === 0}
        empty={<EmptyState title={t("noneSaved")}>{t("noneSavedHelp")}</EmptyState>}
      >
        {(searches) => (
          <ul className="flex flex-col gap-3">
            {searches.map((each) => (
              <SavedItem key={each.id} saved={each} />
            ))}
          </ul>
        )}
      </Resolve>
    </Drawer>
  );
}
