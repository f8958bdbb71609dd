import { RunId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RunPage } from "../../../../../features/failover-run/run-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("failoverRun");
  return { title: t("title") };
}

export default async function Run({ params }: PageProps<"/failover/runs/[id]">) {
  const runId = RunId.safeParse((await params).id);
  if (!runId.success) notFound();
  return <RunPage runId={runId.data} />;
}
