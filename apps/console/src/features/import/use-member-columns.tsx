"use client";
import type { MemberRow } from "@holdfast/contracts/member-cluster";
import { LinkButton } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { HealthStatus } from "../shared-status/status-word";
import { isInFleet, memberName, wizardHref } from "./member-draft";

const NONE = "—";
const outside = (text: string | null) => (text === null ? NONE : <OutsideText>{text}</OutsideText>);

/** Whether the fleet has it, and how that is known: a name alone is said to be a guess. */
export function FleetStanding({ of: { fleet } }: { readonly of: Pick<MemberRow, "fleet"> }) {
  const t = useTranslations("import.members");
  if (fleet === null) return <StatusMark tone="idle" shape="ring" word={t("standing.absent")} />;
  const isGuess = fleet.by === "name";
  return (
    <span className="flex flex-wrap items-center gap-x-1.5">
      <StatusMark
        tone={isGuess ? "caution" : "good"}
        shape={isGuess ? "question" : "tick"}
        word={t(fleet.by === "self" ? "isControlPlane" : `standing.${isGuess ? "guessed" : "inFleet"}`)}
      />
      {fleet.name === null ? (
        <span className="text-ink-soft">{t("hidden")}</span>
      ) : (
        <Link href={`/clusters/${fleet.name}`}>{fleet.name}</Link>
      )}
    </span>
  );
}

/** The columns of the list of members; `mayAdd`: with the way into the wizard. */
export function useMemberColumns(mayAdd: boolean): readonly Column<MemberRow>[] {
  const t = useTranslations("import.members");
  return useMemo(
    () => [
      { id: "name", header: t("column.name"), isFixed: true, cell: (row) => <OutsideText>{memberName(row)}</OutsideText> },
      { id: "fleet", header: t("column.fleet"), widthRem: 15, cell: (row) => <FleetStanding of={row} /> },
      { id: "state", header: t("column.state"), widthRem: 8, cell: (row) => <HealthStatus of={row.health} /> },
      { id: "reason", header: t("column.reason"), widthRem: 11, cell: (row) => <OutsideText>{row.status}</OutsideText> },
      { id: "version", header: t("column.version"), widthRem: 9, cell: (row) => outside(row.kubernetesVersion) },
      {
        id: "region",
        header: t("column.region"),
        widthRem: 9,
        cell: (row) => outside([row.region, ...row.zones].filter(Boolean).join(" ") || null),
      },
      { id: "source", header: t("column.source"), widthRem: 8, cell: (row) => t(`source.${row.source}`) },
      {
        id: "plane",
        header: t("column.plane"),
        widthRem: 10,
        narrow: "omit",
        cell: ({ controlPlane }) => <Link href={`/clusters/${controlPlane.name}`}>{controlPlane.name}</Link>,
      },
      { id: "provider", header: t("column.provider"), widthRem: 8, isHiddenAtFirst: true, cell: (row) => outside(row.provider) },
      {
        id: "endpoint",
        header: t("column.endpoint"),
        widthRem: 16,
        isHiddenAtFirst: true,
        cell: ({ endpoint }) => (endpoint === null ? NONE : <Code>{endpoint}</Code>),
      },
      {
        id: "object",
        header: t("column.object"),
        widthRem: 10,
        isHiddenAtFirst: true,
        cell: (row) => <OutsideText>{row.name}</OutsideText>,
      },
      { id: "observed", header: t("column.observed"), widthRem: 8, cell: (row) => <Time at={row.observedAt} show="relative" /> },
      ...(mayAdd
        ? [
            {
              id: "add",
              header: t("column.add"),
              isFixed: true,
              widthRem: 5,
              cell: (row: MemberRow) =>
                isInFleet(row) ? (
                  NONE
                ) : (
                  <LinkButton size="s" href={wizardHref(row)}>
                    {t("add")}
                  </LinkButton>
                ),
            },
          ]
        : []),
    ],
    [t, mayAdd],
  );
}
