"use client";
import type { SvidState, SvidView } from "@holdfast/contracts/svid";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { EnvironmentBadge } from "../shared-cluster/environment-badge";

const marks: Readonly<Record<SvidState, { tone: Tone; shape: StatusShape }>> = {
  valid: { tone: "good", shape: "tick" },
  late: { tone: "caution", shape: "clock" },
  expired: { tone: "bad", shape: "cross" },
  revoked: { tone: "idle", shape: "lock" },
};

/** The columns of the list of SVIDs. */
export function useSvidColumns(): readonly Column<SvidView>[] {
  const t = useTranslations("identity.svid");
  return useMemo(
    (): Column<SvidView>[] => [
      { id: "cluster", header: t("cluster"), isFixed: true, widthRem: 12, cell: (row) => row.clusterName },
      { id: "environment", header: t("environment"), widthRem: 7, cell: (row) => <EnvironmentBadge of={row.environment} /> },
      {
        id: "state",
        header: t("stateTitle"),
        widthRem: 8.5,
        cell: (row) => <StatusMark {...marks[row.state]} word={t(`state.${row.state}`)} />,
      },
      { id: "ends", header: t("ends"), widthRem: 13, cell: (row) => <Time at={row.notAfter} /> },
      { id: "renewed", header: t("renewed"), widthRem: 7, align: "end", cell: (row) => <Time at={row.renewedAt} show="relative" /> },
      { id: "enrolled", header: t("enrolled"), widthRem: 7, align: "end", cell: (row) => <Time at={row.enrolledAt} show="relative" /> },
      { id: "key", header: t("key"), cell: (row) => <Code>{row.keyFingerprint.slice(0, 16)}</Code> },
      { id: "spiffe", header: t("spiffe"), isHiddenAtFirst: true, cell: (row) => <Code>{row.spiffeId}</Code> },
      { id: "serial", header: t("serial"), isHiddenAtFirst: true, cell: (row) => <Code>{row.serial}</Code> },
      { id: "reason", header: t("reason"), isHiddenAtFirst: true, cell: (row) => row.revokedReason ?? "—" },
    ],
    [t],
  );
}
