"use client";
import type { DecisionView } from "@holdfast/contracts/decision-log";
import { Badge } from "@holdfast/ui/badge";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useClustersText } from "../shared-identity/grant-words";
import { clusterPermissions, fleetPermissions } from "../shared-identity/permission-list";

const permissions = [...clusterPermissions, ...fleetPermissions];

function Effect({ of }: { readonly of: DecisionView }) {
  const t = useTranslations("identity.decision");
  const word = t(`effect.${of.effect}`);
  return (
    <span className="inline-flex items-center gap-1">
      <StatusMark tone={of.effect === "allow" ? "good" : "caution"} shape={of.effect === "allow" ? "tick" : "lock"} word={word} />
      {of.times > 1 && <Badge>{t("times", { count: of.times })}</Badge>}
    </span>
  );
}

/** What was asked for, in the words of "who can", or the verb where an entry does not say. */
function usePermissionText(): (row: DecisionView) => string {
  const t = useTranslations("identity.permission");
  return useCallback(
    (row) => {
      const known = permissions.find((each) => each === row.permission);
      return known ? t(known) : (row.permission ?? row.action);
    },
    [t],
  );
}

/** The columns of the decision log. */
export function useDecisionColumns(): readonly Column<DecisionView>[] {
  const t = useTranslations("identity");
  const outcome = useTranslations("audit.outcome");
  const clusters = useClustersText();
  const permissionText = usePermissionText();
  return useMemo((): Column<DecisionView>[] => {
    const grant = ({ role, selector, isElevation }: DecisionView["grants"][number]) =>
      `${t(`role.${role}`)}: ${clusters(selector)}${isElevation ? ` (${t("decision.elevation")})` : ""}`;
    return [
      { id: "at", header: t("decision.at"), widthRem: 12.5, isFixed: true, cell: (row) => <Time at={row.at} /> },
      { id: "effect", header: t("decision.effectTitle"), widthRem: 6.5, cell: (row) => <Effect of={row} /> },
      {
        id: "who",
        header: t("decision.who"),
        widthRem: 10,
        cell: (row) => visibleName(row.actor.name === "" ? row.actor.id : row.actor.name),
      },
      { id: "permission", header: t("decision.asked"), widthRem: 10, cell: permissionText },
      {
        id: "policies",
        header: t("whoCan.policies"),
        widthRem: 11,
        cell: (row) => (row.policies.length === 0 ? t("decision.noPolicy") : <Code>{row.policies.join(", ")}</Code>),
      },
      {
        id: "grants",
        header: t("whoCan.grants"),
        widthRem: 10,
        cell: (row) => (row.grants.length === 0 ? "—" : row.grants.map(grant).join("; ")),
      },
      {
        id: "target",
        header: t("decision.target"),
        widthRem: 11,
        cell: ({ target }) =>
          visibleName(target.id === "several" ? t("decision.several") : `${target.kind} ${target.name === "" ? target.id : target.name}`),
      },
      {
        id: "cluster",
        header: t("whatCan.cluster"),
        widthRem: 7,
        cell: (row) => row.clusterName ?? row.target.clusterId ?? "—",
      },
      { id: "kind", header: t("decision.kindTitle"), widthRem: 7, cell: (row) => t(`decision.kind.${row.actor.kind}`) },
      { id: "action", header: t("decision.action"), widthRem: 12, isHiddenAtFirst: true, cell: (row) => <Code>{row.action}</Code> },
      { id: "outcome", header: t("decision.outcome"), widthRem: 7, isHiddenAtFirst: true, cell: (row) => outcome(row.outcome) },
      { id: "reason", header: t("decision.reason"), widthRem: 18, isHiddenAtFirst: true, cell: (row) => row.reason ?? "—" },
      { id: "request", header: t("decision.request"), widthRem: 18, isHiddenAtFirst: true, cell: (row) => <Code>{row.requestId}</Code> },
      { id: "seq", header: t("decision.seq"), widthRem: 5, align: "end", isHiddenAtFirst: true, cell: (row) => String(row.seq) },
    ];
  }, [t, outcome, clusters, permissionText]);
}
