import { PlanId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PlanPage } from "../../../../../features/failover-plan/plan-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("failoverPlan");
  return { title: t("title") };
}

export default async function Plan({ params }: PageProps<"/failover/plans/[id]">) {
  const planId = PlanId.safeParse((await params).id);
  if (!planId.success) notFound();
  return <PlanPage planId={planId.data} />;
}
