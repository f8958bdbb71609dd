import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPlanPage } from "../../../../../features/failover-plan/new-plan-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("failoverPlan");
  return { title: t("editor.newTitle") };
}

export default function NewPlan() {
  return <NewPlanPage />;
}
