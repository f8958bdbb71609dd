"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import type { QueryLike } from "@holdfast/ui/rules/resolve-state";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { RolloutStatus } from "../shared-status/status-word";

const rowKey = (rollout: RolloutView) => rollout.id;
const reached = ({ targets }: RolloutView) => targets.filter(({ state }) => state === "applied" || state === "removed").length;

function useColumns(): readonly Column<RolloutView>[] {
  const t = useTranslations("policy.rollouts");
  const say = useSay();
  return useMemo(
    () => [
      {
        id: "what",
        header: t("what"),
        isFixed: true,
        widthRem: 15,
        cell: ({ action, toVersion }) =>
          action === "push" ? t("push", { version: toVersion }) : toVersion === 0 ? t("takeOff") : t("rollBack", { version: toVersion }),
      },
      { id: "phase", header: t("state"), widthRem: 11, cell: (rollout) => <RolloutStatus of={rollout.phase} /> },
      {
        id: "reached",
        header: t("reached"),
        align: "end",
        widthRem: 8,
        cell: (rollout) => t("of", { done: reached(rollout), total: rollout.targets.length }),
      },
      { id: "by", header: t("by"), widthRem: 11, cell: (rollout) => rollout.requestedByName },
      { id: "at", header: t("at"), widthRem: 13, cell: (rollout) => <Time at={rollout.requestedAt} /> },
      { id: "message", header: t("message"), narrow: "omit", cell: say },
    ],
    [t, say],
  );
}

/** The rollouts of a policy, the newest first. */
export function RolloutPanel({ query }: { readonly query: QueryLike<readonly RolloutView[]> }) {
  const t = useTranslations("policy.rollouts");
  const columns = useColumns();
  return (
    <Panel title={t("title")} padding="none">
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={2} />}
        isEmpty={(rollouts) => rollouts.length === 0}
        empty={
          <div className="p-3">
            <EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>
          </div>
        }
      >
        {(rollouts) => (
          <DataTable
            label={t("title")}
            columns={columns}
            rows={rollouts}
            rowKey={rowKey}
            rowName={(rollout) => t("push", { version: rollout.toVersion })}
            rowHref={(rollout) => `/policies/rollouts/${rollout.id}`}
            hasPageKeys={false}
            height="content"
          />
        )}
      </Resolve>
    </Panel>
  );
}
