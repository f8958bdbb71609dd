import { PlanId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EditPlanPage } from "../../../../../../features/failover-plan/edit-plan-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("failoverPlan");
  return { title: t("edit") };
}

export default async function EditPlan({ params }: PageProps<"/failover/plans/[id]/edit">) {
  const planId = PlanId.safeParse((await params).id);
  if (!planId.success) notFound();
  return <EditPlanPage planId={planId.data} />;
}
