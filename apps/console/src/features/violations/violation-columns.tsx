"use client";
import type { ViolationRow } from "@holdfast/contracts/compliance";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { EffectMark, ViolationMark } from "../shared-policy/violation-marks";

/** The columns of the list of violations. */
export function useViolationColumns(): readonly Column<ViolationRow>[] {
  const t = useTranslations("violations");
  return useMemo(
    () => [
      { id: "object", header: t("object"), isFixed: true, widthRem: 12, cell: ({ kind, name }) => `${kind} ${name}` },
      { id: "state", header: t("stateOf"), widthRem: 7, narrow: "fact", cell: ({ state }) => <ViolationMark of={state} /> },
      { id: "effect", header: t("effectOf"), widthRem: 7, narrow: "fact", cell: ({ effect }) => <EffectMark of={effect} /> },
      { id: "policy", header: t("policy"), widthRem: 8, narrow: "fact", cell: ({ policyName }) => policyName },
      { id: "cluster", header: t("cluster"), widthRem: 8, narrow: "fact", cell: ({ clusterName }) => clusterName },
      { id: "namespace", header: t("namespace"), widthRem: 6, narrow: "fact", cell: ({ namespace }) => namespace ?? "—" },
      { id: "team", header: t("team"), widthRem: 5, narrow: "fact", isHiddenAtFirst: true, cell: ({ team }) => team ?? "—" },
      {
        ...{ id: "firstSeen", header: t("firstSeen"), widthRem: 7, narrow: "fact" },
        cell: ({ firstSeen }) => <Time at={firstSeen} show="relative" />,
      },
      {
        ...{ id: "lastSeen", header: t("lastSeen"), widthRem: 7, narrow: "omit", isHiddenAtFirst: true },
        cell: ({ lastSeen }) => <Time at={lastSeen} show="relative" />,
      },
      { id: "message", header: t("message"), narrow: "omit", cell: ({ message }) => message },
    ],
    [t],
  );
}
