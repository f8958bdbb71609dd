"use client";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { AutomationPanel } from "./automation-panel";
import { FreezePanel } from "./freeze-panel";
import { LimitsPanel } from "./limits-panel";
import { TriggerSourcePanel } from "./trigger-source-panel";

const never = () => false;

/** What keeps failovers from happening because people say so. */
export function GuardsPage() {
  const t = useTranslations("failoverGuards");
  const nav = useTranslations("nav");
  const trpc = useTRPC();
  const automation = useQuery(trpc.automation.get.queryOptions());
  const limits = useQuery(trpc.guards.limits.queryOptions());
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("failover"), href: "/failover" }]} current={t("title")} />}
        title={t("title")}
        description={t("description")}
      />
      <Resolve query={automation} loading={<CardSkeleton lines={4} />} isEmpty={never} empty={null}>
        {(of) => <AutomationPanel automation={of} />}
      </Resolve>
      <FreezePanel />
      <Resolve query={limits} loading={<CardSkeleton lines={4} />} isEmpty={never} empty={null}>
        {(of) => <LimitsPanel key={of.version} limits={of} />}
      </Resolve>
      <TriggerSourcePanel />
    </Stack>
  );
}
