"use client";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { useQuery } from "@tanstack/react-query";
import { ShieldPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { chosenItem, itemKey } from "./approval-item";
import { ApprovalList } from "./approval-list";
import { ApprovalSubject } from "./approval-subject";
import { readLackedRight } from "./elevation-draft";
import { OwnElevations } from "./own-elevations";

const ElevationDialog = dynamic(() => import("./elevation-dialog").then((module) => module.ElevationDialog), { ssr: false });

/** What waits for a second person, and exactly what that person would say yes to. */
export function ApprovalsPage() {
  const t = useTranslations("approvals");
  const nav = useTranslations("nav");
  const router = useRouter();
  const address = useSearchParams();
  const asked = address.get("item");
  const lacked = readLackedRight(address);
  const [isAsking, setAsking] = useState(false);
  const ask = () => setAsking(true);
  const stop = () => {
    setAsking(false);
    // Whoever loads the page again, or comes back to it, is not asked a second time.
    if (lacked !== null) router.replace("/approvals", { scroll: false });
  };
  useVerbs([{ id: "elevation.ask", label: t("elevation.ask"), group: nav("approvals"), keys: "n", run: ask }]);
  const query = useQuery(useTRPC().approval.list.queryOptions());
  return (
    <Stack gap="m">
      <PageHeader
        title={nav("approvals")}
        description={t("description")}
        actions={
          <Button icon={<ShieldPlus aria-hidden="true" />} onClick={ask}>
            {t("elevation.ask")}
          </Button>
        }
      />
      <Resolve
        query={query}
        loading={
          <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
            <CardSkeleton lines={4} />
            <CardSkeleton lines={12} />
          </div>
        }
        isEmpty={(items) => items.length === 0}
        empty={<EmptyState title={t("none")}>{asked === null ? t("noneHelp") : t("goneHelp")}</EmptyState>}
      >
        {(items) => {
          const chosen = chosenItem(items, asked);
          return (
            <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
              <ApprovalList items={items} chosen={chosen === null ? null : itemKey(chosen)} />
              {chosen === null ? (
                <EmptyState title={t("gone")}>{t("goneHelp")}</EmptyState>
              ) : (
                <ApprovalSubject key={itemKey(chosen)} item={chosen} />
              )}
            </div>
          );
        }}
      </Resolve>
      <OwnElevations />
      {(isAsking || lacked !== null) && <ElevationDialog isOpen lacked={lacked} onClose={stop} />}
    </Stack>
  );
}
