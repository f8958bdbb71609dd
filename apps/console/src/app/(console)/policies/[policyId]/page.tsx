import { PolicyId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PolicyPage } from "../../../../features/policy/policy-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policy"))("title") };
}

export default async function Policy({ params }: { params: Promise<{ policyId: string }> }) {
  const policyId = PolicyId.safeParse((await params).policyId);
  if (!policyId.success) notFound();
  return <PolicyPage policyId={policyId.data} />;
}
