import { RunId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReportPage } from "../../../../../../features/failover-report/report-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("failoverReport");
  return { title: t("title") };
}

export default async function Report({ params }: PageProps<"/failover/runs/[id]/report">) {
  const runId = RunId.safeParse((await params).id);
  if (!runId.success) notFound();
  return <ReportPage runId={runId.data} />;
}
