"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { Quantity } from "@holdfast/ui/quantity";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { healthMarks } from "../shared-status/status-marks";
import { HealthStatus } from "../shared-status/status-word";
import { ObjectName } from "./object-name";
import { ReadyCount } from "./ready-count";

/** An object with the instant since when nobody vouches for its cluster; null while the cluster's agent does. */
export interface ListedObject extends ObjectRow {
  readonly staleSince: Date | null;
}

/** What a row of the list is known by. */
export const objectKey = (row: ObjectRow) => `${row.clusterId}/${row.uid}`;

/** Past its cluster's last sign of life a row is stale at once: nothing is watched any more. */
const observationOf = ({ staleSince }: ListedObject) => (staleSince === null ? null : { observedAt: staleSince, budgetMs: 0 });

/** What the listed kinds have; a column for what none of them has would be a column of dashes. */
export interface KindTraits {
  readonly areMixed: boolean;
  readonly isNamespaced: boolean;
  /** Something restarts in them: pods. */
  readonly hasRestarts: boolean;
}

type ObjectColumn = Column<ListedObject>;
type ColumnText = ReturnType<typeof useTranslations<"inventory.column">>;

/** The mark is the health, the word is the status in the vocabulary of the kind: CrashLoopBackOff says more than Degraded. */
const standingColumns = (t: ColumnText, hasRestarts: boolean): ObjectColumn[] => [
  {
    id: "status",
    header: t("status"),
    sortKey: "health",
    widthRem: 11,
    cell: (row) => <StatusMark {...healthMarks[row.health]} word={row.status} observation={observationOf(row)} />,
  },
  { id: "ready", header: t("ready"), widthRem: 4.5, align: "end", cell: (row) => <ReadyCount ready={row.ready} desired={row.desired} /> },
  ...(hasRestarts
    ? [
        {
          id: "restarts",
          header: t("restarts"),
          sortKey: "restarts",
          widthRem: 6,
          align: "end" as const,
          cell: (row: ListedObject) => <Quantity value={row.restarts} unit="count" />,
        },
      ]
    : []),
  { id: "age", header: t("age"), sortKey: "age", widthRem: 7, align: "end", cell: (row) => <Time at={row.createdAt} show="relative" /> },
];

const furtherColumns = (t: ColumnText): ObjectColumn[] => [
  {
    id: "health",
    header: t("health"),
    widthRem: 8.5,
    isHiddenAtFirst: true,
    cell: (row) => <HealthStatus of={row.health} observation={observationOf(row)} />,
  },
  { id: "reason", header: t("reason"), widthRem: 18, isHiddenAtFirst: true, cell: (row) => row.reason ?? "—" },
  { id: "node", header: t("node"), widthRem: 12, isHiddenAtFirst: true, cell: (row) => row.node ?? "—" },
  {
    id: "owner",
    header: t("owner"),
    widthRem: 14,
    isHiddenAtFirst: true,
    cell: (row) => (row.owner === null ? "—" : `${row.owner.kind} ${row.owner.name}`),
  },
  {
    id: "images",
    header: t("images"),
    widthRem: 20,
    isHiddenAtFirst: true,
    narrow: "omit",
    cell: (row) => (row.images.length === 0 ? "—" : <Code>{row.images.join(", ")}</Code>),
  },
  {
    id: "observed",
    header: t("observed"),
    widthRem: 11,
    isHiddenAtFirst: true,
    cell: (row) => <Time at={row.observedAt} show="relative" />,
  },
];

/** The columns of a list of objects. */
export function useObjectColumns({ areMixed, isNamespaced, hasRestarts }: KindTraits): readonly ObjectColumn[] {
  const t = useTranslations("inventory.column");
  return useMemo(
    () => [
      { id: "name", header: t("name"), sortKey: "name", isFixed: true, cell: (row) => <ObjectName name={row.name} /> },
      ...(areMixed ? [{ id: "kind", header: t("kind"), widthRem: 8, cell: (row: ListedObject) => row.kind }] : []),
      ...(isNamespaced
        ? [{ id: "namespace", header: t("namespace"), widthRem: 8, cell: (row: ListedObject) => row.namespace ?? "—" }]
        : []),
      { id: "cluster", header: t("cluster"), widthRem: 8.5, cell: (row) => row.clusterName },
      ...standingColumns(t, hasRestarts),
      ...furtherColumns(t),
    ],
    [t, areMixed, isNamespaced, hasRestarts],
  );
}
