"use client";
import type { PlanVersionView, PlanView, WorkflowView } from "@holdfast/contracts/plan";
import { Code } from "@holdfast/ui/code";
import { Duration } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { OtherClusters } from "../shared-failover/other-clusters";
import { ShortHash } from "../shared-failover/short-hash";
import { ForecastFigure } from "./forecast-figure";

interface PlanFactsProps {
  readonly plan: PlanView;
  readonly latest: PlanVersionView;
  readonly workflow: WorkflowView;
}

/** The objectives of a plan and who may let it run. */
export function PlanFacts({ plan, latest, workflow }: PlanFactsProps) {
  const t = useTranslations("failoverPlan.facts");
  const { spec } = latest.spec;
  return (
    <KeyValueList
      items={[
        { label: t("pair"), value: <Code>{`${workflow.primary} → ${workflow.standby}`}</Code> },
        ...(spec.others
          ? [{ label: t("others"), value: <OtherClusters others={spec.others.map(({ cluster, why }) => ({ name: cluster, why }))} /> }]
          : []),
        { label: t("runsAt"), value: plan.activeSite === null ? t("neverMoved") : <Code>{plan.activeSite}</Code> },
        { label: t("group"), value: <Code>{plan.group}</Code> },
        { label: t("rto"), value: <Duration ms={spec.rtoSeconds * 1000} /> },
        { label: t("forecast"), value: <ForecastFigure forecast={workflow.forecast} rtoSeconds={spec.rtoSeconds} /> },
        {
          label: t("proven"),
          value: workflow.proof.lastAt === null ? t("neverProven") : <Time at={workflow.proof.lastAt} />,
        },
        { label: t("provenFor"), value: t("provenDays", { days: workflow.proof.maxAgeDays }) },
        {
          label: t("rpo"),
          value:
            spec.dataStores.length === 0 ? (
              t("rpoNone")
            ) : (
              <ul>
                {spec.dataStores.map((store) => (
                  <li key={store.name}>
                    {store.name} <Duration ms={store.rpoSeconds * 1000} />
                  </li>
                ))}
              </ul>
            ),
        },
        { label: t("approvals"), value: t("approvalsOf", { required: spec.approvals.required, able: plan.approvers.length }) },
        { label: t("expires"), value: <Duration ms={spec.approvals.expiresAfterSeconds * 1000} /> },
        { label: t("version"), value: <>{t("versionBy", { number: latest.number, name: latest.createdByName })}</> },
        { label: t("saved"), value: <Time at={latest.createdAt} /> },
        { label: t("hash"), value: <ShortHash hash={latest.contentHash} /> },
      ]}
    />
  );
}
