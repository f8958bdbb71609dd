import { RolloutId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RolloutPage } from "../../../../../features/rollout/rollout-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rollout"))("crumb") };
}

export default async function Rollout({ params }: { params: Promise<{ rolloutId: string }> }) {
  const rolloutId = RolloutId.safeParse((await params).rolloutId);
  if (!rolloutId.success) notFound();
  return <RolloutPage rolloutId={rolloutId.data} />;
}
