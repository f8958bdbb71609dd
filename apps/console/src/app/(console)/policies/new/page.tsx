import { LibraryPolicyId } from "@holdfast/contracts/policy-library";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPolicyPage } from "../../../../features/policy-editor/new-policy-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyEditor"))("newTitle") };
}

export default async function NewPolicy({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const from = LibraryPolicyId.safeParse((await searchParams).from);
  return <NewPolicyPage from={from.success ? from.data : null} />;
}
