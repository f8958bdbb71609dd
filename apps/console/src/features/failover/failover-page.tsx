"use client";
import { LinkButton } from "@holdfast/ui/button";
import { PageHeader } from "@holdfast/ui/page-header";
import { Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { PlanList } from "./plan-list";
import { RunList } from "./run-list";

/** Can we fail over, and how did it go: the plans with their readiness, and the newest runs. */
export function FailoverPage() {
  const t = useTranslations("failover");
  const nav = useTranslations("nav");
  useVerbs([{ id: "plan.new", label: t("plans.new"), group: nav("failover"), keys: "n", href: "/failover/plans/new" }]);
  return (
    <Stack gap="m">
      <PageHeader
        title={nav("failover")}
        description={t("description")}
        actions={
          <>
            <LinkButton href="/failover/drills">{nav("drills")}</LinkButton>
            <LinkButton href="/failover/guards">{t("guards")}</LinkButton>
            <LinkButton href="/failover/plans/new" icon={<Plus aria-hidden="true" />}>
              {t("plans.new")}
            </LinkButton>
          </>
        }
      />
      <section aria-labelledby="failover-plans" className="flex flex-col gap-2">
        <h2 id="failover-plans" className="font-semibold text-lead">
          {t("plans.title")}
        </h2>
        <PlanList />
      </section>
      <section aria-labelledby="failover-runs" className="flex flex-col gap-2">
        <h2 id="failover-runs" className="font-semibold text-lead">
          {t("runs.title")}
        </h2>
        <RunList />
      </section>
    </Stack>
  );
}
