import { PolicyId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EditPolicyPage } from "../../../../../features/policy-editor/edit-policy-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyEditor"))("edit") };
}

export default async function EditPolicy({ params }: { params: Promise<{ policyId: string }> }) {
  const policyId = PolicyId.safeParse((await params).policyId);
  if (!policyId.success) notFound();
  return <EditPolicyPage policyId={policyId.data} />;
}
