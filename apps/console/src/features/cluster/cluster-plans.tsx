"use client";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { ReadinessMark } from "../shared-failover/readiness-mark";
import { useTheCluster } from "./cluster-context";

/** The failover plans in which this cluster is a site, with its role and their readiness. */
export function ClusterPlans() {
  const t = useTranslations("cluster.plans");
  const { name } = useTheCluster();
  const query = useQuery(useTRPC().plan.list.queryOptions());
  return (
    <Panel title={t("title")}>
      <Resolve
        query={query}
        loading={<SkeletonText lines={2} />}
        isEmpty={(plans) => plans.every((plan) => plan.primaryName !== name && plan.standbyName !== name)}
        empty={<p className="text-ink-soft">{t("none")}</p>}
      >
        {(plans) => (
          <ul>
            {plans
              .filter((plan) => plan.primaryName === name || plan.standbyName === name)
              .map((plan) => (
                <li key={plan.id} className="border-line border-b py-1.5 first:pt-0 last:border-b-0 last:pb-0">
                  <div className="flex flex-wrap items-center justify-between gap-x-3">
                    <Link href={`/failover/plans/${plan.id}`} variant="quiet">
                      {plan.name}
                    </Link>
                    <ReadinessMark evaluation={plan.evaluation} />
                  </div>
                  <p className="text-ink-soft">
                    {plan.primaryName === name ? t("primary", { other: plan.standbyName }) : t("standby", { other: plan.primaryName })}
                  </p>
                </li>
              ))}
          </ul>
        )}
      </Resolve>
    </Panel>
  );
}
