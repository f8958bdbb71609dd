import { LibraryPolicyId } from "@holdfast/contracts/policy-library";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LibraryPolicyPage } from "../../../../../features/policy-library/library-policy-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyLibrary"))("title") };
}

export default async function PolicyOfLibrary({ params }: { params: Promise<{ id: string }> }) {
  const id = LibraryPolicyId.safeParse((await params).id);
  if (!id.success) notFound();
  return <LibraryPolicyPage id={id.data} />;
}
