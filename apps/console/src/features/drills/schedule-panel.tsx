"use client";
import type { DrillScheduleView } from "@holdfast/contracts/drill";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";
import { ScheduleItem } from "./schedule-item";

const ScheduleDialog = dynamic(() => import("./schedule-dialog").then((module) => module.ScheduleDialog), { ssr: false });

function useRemoveSchedule() {
  const t = useTranslations("drills.schedule");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.drill.remove.mutationOptions({
      onSuccess: () => notify({ tone: "good", title: t("removed") }),
      onError: (error) => notify({ tone: "bad", title: t("notKept"), detail: readFailure(error).message }),
      // Also after a refusal: somebody else was faster, and what is shown is not true any more.
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.drill.pathKey() }),
    }),
  );
}

/** When plans are drilled, and the way to say it. */
export function SchedulePanel() {
  const t = useTranslations("drills.schedule");
  const [edited, setEdited] = useState<DrillScheduleView | "new" | null>(null);
  const mayRequest = useIsPermitted("failover:request");
  const remove = useRemoveSchedule();
  const query = useQuery(useTRPC().drill.schedules.queryOptions());
  return (
    <Panel
      title={t("title")}
      actions={
        <Button refusal={mayRequest ? null : t("notYours")} onClick={() => setEdited("new")}>
          {t("new")}
        </Button>
      }
    >
      <Resolve
        query={query}
        loading={<SkeletonText lines={4} />}
        isEmpty={({ schedules }) => schedules.length === 0}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
      >
        {({ schedules }) => (
          <ul className="flex flex-col gap-3">
            {schedules.map((schedule) => (
              <ScheduleItem
                key={schedule.id}
                schedule={schedule}
                onEdit={() => setEdited(schedule)}
                onRemove={() => remove.mutate({ id: schedule.id, version: schedule.version })}
                isRemoving={remove.isPending}
              />
            ))}
          </ul>
        )}
      </Resolve>
      {edited !== null && <ScheduleDialog schedule={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </Panel>
  );
}
